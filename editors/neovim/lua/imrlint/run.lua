-- Runs the binary, and shows what it prints.

local M = {}

--- Runs the binary without blocking, and hands on what it prints, unless it complains.
---@param args string[]
---@param done fun(output: string)
---@param fine? fun(result: vim.SystemCompleted): boolean says what is no complaint; without it, an exit code of 0
function M.binary(args, done, fine)
  local command = vim.list_extend({ require('imrlint').binary() }, args)
  local ok, problem = pcall(vim.system, command, { text = true }, function(result)
    vim.schedule(function()
      if fine and fine(result) or result.code == 0 then
        done(result.stdout)
      else
        vim.notify('imrlint: ' .. vim.trim(result.stderr), vim.log.levels.ERROR)
      end
    end)
  end)
  if not ok then
    vim.notify('imrlint: cannot run ' .. command[1] .. ': ' .. problem, vim.log.levels.ERROR)
  end
end

--- Replaces the text of a buffer that users do not write in.
---@param bufnr integer
---@param text string
function M.fill(bufnr, text)
  vim.bo[bufnr].modifiable = true
  vim.api.nvim_buf_set_lines(bufnr, 0, -1, false, vim.split(vim.trim(text), '\n'))
  vim.bo[bufnr].modifiable = false
end

--- Shows text in a window of its own, closed with `q`.
---@param name string
---@param text string
---@param filetype string
---@return integer bufnr
function M.show(name, text, filetype)
  local bufnr = vim.fn.bufadd(name)
  vim.fn.bufload(bufnr)
  for option, value in pairs({ buftype = 'nofile', swapfile = false, filetype = filetype }) do
    vim.bo[bufnr][option] = value
  end
  M.fill(bufnr, text)
  if vim.fn.bufwinid(bufnr) == -1 then
    vim.cmd.sbuffer(bufnr)
  end
  vim.keymap.set('n', 'q', '<Cmd>close<CR>', { buffer = bufnr, desc = 'Close' })
  return bufnr
end

return M
