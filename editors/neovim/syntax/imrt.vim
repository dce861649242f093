" Templates look as letters do.
runtime! syntax/imr.vim
