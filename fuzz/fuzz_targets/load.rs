//! A dataset: see `demarche_fuzz::load`.
#![cfg_attr(fuzzing, no_main)]

demarche_fuzz::fuzz!(load);
