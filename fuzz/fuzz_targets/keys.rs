//! What happens to a screen: see `demarche_fuzz::keys`.
#![cfg_attr(fuzzing, no_main)]

demarche_fuzz::fuzz!(keys);
