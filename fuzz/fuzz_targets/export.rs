//! An export: see `demarche_fuzz::export`.
#![cfg_attr(fuzzing, no_main)]

demarche_fuzz::fuzz!(export);
