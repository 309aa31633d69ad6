//! A query: see `demarche_fuzz::query`.
#![cfg_attr(fuzzing, no_main)]

demarche_fuzz::fuzz!(query);
