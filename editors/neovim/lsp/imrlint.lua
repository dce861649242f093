-- The server as Neovim 0.11 and later want it: `vim.lsp.enable('imrlint')` reads this file.

---@type vim.lsp.Config
return {
  cmd = { 'imrlint', 'lsp' },
  filetypes = { 'imr', 'imrt' },
  root_markers = { 'imrlint.toml', '.git' },
  get_language_id = function(_, filetype)
    return filetype == 'imrt' and 'imr-template' or 'imr-letter'
  end,
  handlers = {
    ['imrlint/overviewChanged'] = function(_, params)
      require('imrlint.overview').changed(params.uri)
    end,
  },
}
