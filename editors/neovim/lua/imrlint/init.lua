-- What the commands, the health check and Neovim 0.10 share.

local M = {}

--- The version of these files; the binary's must agree in its first two numbers.
M.version = '0.1.0'

--- The settings of the server, as `vim.lsp.enable` would read them.
---@return vim.lsp.Config
function M.config()
  if vim.lsp.config then
    return vim.lsp.config.imrlint
  end
  return M.fallback or dofile(vim.api.nvim_get_runtime_file('lsp/imrlint.lua', false)[1])
end

--- The binary that the server is started from.
function M.binary()
  local cmd = M.config().cmd
  return type(cmd) == 'table' and cmd[1] or 'imrlint'
end

--- The running client of a buffer.
---@param bufnr integer?
---@return vim.lsp.Client?
function M.client(bufnr)
  for _, client in ipairs(vim.lsp.get_clients({ name = 'imrlint', bufnr = bufnr or 0 })) do
    if not client:is_stopped() then
      return client
    end
  end
end

--- Whether a binary that calls itself `found` fits these files.
---@param found string?
function M.fits(found)
  local major_minor = function(version)
    return (version or ''):match('(%d+%.%d+)')
  end
  return major_minor(found) == major_minor(M.version)
end

--- Starts the server for a letter, or has a running one take it too.
---@param bufnr integer
local function start_for(bufnr)
  local config = M.config()
  local start = vim.tbl_extend('keep', { name = 'imrlint' }, config)
  start.root_dir = vim.fs.root(bufnr, config.root_markers)
  vim.lsp.start(start, { bufnr = bufnr })
end

--- Starts the server for every letter that is open, and returns how many there are.
---@return integer
function M.start()
  local letters = vim.tbl_filter(function(bufnr)
    local letter = vim.list_contains(M.config().filetypes, vim.bo[bufnr].filetype)
    return letter and vim.bo[bufnr].buftype == '' and vim.api.nvim_buf_is_loaded(bufnr)
  end, vim.api.nvim_list_bufs())
  vim.tbl_map(start_for, letters)
  return #letters
end

--- For Neovim 0.10, which has no `vim.lsp.enable`: starts the server for every letter.
---@param config vim.lsp.ClientConfig?
function M.setup(config)
  M.fallback = vim.tbl_deep_extend('force', M.config(), config or {})
  if vim.lsp.enable then
    vim.lsp.config('imrlint', config or {})
    vim.lsp.enable('imrlint')
    return
  end
  vim.api.nvim_create_autocmd('FileType', {
    group = vim.api.nvim_create_augroup('imrlint.start', {}),
    pattern = M.fallback.filetypes,
    callback = function(event)
      start_for(event.buf)
    end,
  })
  M.start()
end

return M
