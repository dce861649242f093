-- Templates are edited as letters are.
vim.cmd.runtime('ftplugin/imr.lua')
