-- Folds by the server, where the user has not chosen another way.

local M = {}

---@type table<integer, true> clients whose answers are looked at
local guarded = {}

--- Neovim 0.11 fails over folds that arrive when their buffer is gone.
---@param client vim.lsp.Client
local function guard(client)
  if guarded[client.id] then
    return
  end
  guarded[client.id] = true
  local request = client.request
  function client.request(self, method, params, handler, bufnr)
    if method ~= 'textDocument/foldingRange' or not handler then
      return request(self, method, params, handler, bufnr)
    end
    return request(self, method, params, function(err, result, context, ...)
      if vim.api.nvim_buf_is_loaded(context.bufnr) then
        return handler(err, result, context, ...)
      end
    end, bufnr)
  end
end

local function fold(window)
  if vim.wo[window].foldmethod == 'manual' then
    vim.wo[window][0].foldmethod = 'expr'
    vim.wo[window][0].foldexpr = 'v:lua.vim.lsp.foldexpr()'
    vim.wo[window][0].foldlevel = 99
  end
end

--- Lets the server say where a letter folds, in each window that shows it.
---@param client vim.lsp.Client
---@param bufnr integer
function M.attach(client, bufnr)
  if not vim.lsp.foldexpr or not client:supports_method('textDocument/foldingRange', bufnr) then
    return
  end
  guard(client)
  vim.tbl_map(fold, vim.fn.win_findbuf(bufnr))
  vim.api.nvim_create_autocmd('BufWinEnter', {
    group = vim.api.nvim_create_augroup('imrlint.folds.' .. bufnr, {}),
    buffer = bufnr,
    callback = function()
      fold(vim.api.nvim_get_current_win())
    end,
  })
end

return M
