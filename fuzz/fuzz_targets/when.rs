//! A time: see `demarche_fuzz::when`.
#![cfg_attr(fuzzing, no_main)]

demarche_fuzz::fuzz!(when);
