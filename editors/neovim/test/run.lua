-- Runs every function of the `*_test.lua` files beside this one, and of the `*_test_0_11.lua` files where Neovim is as
-- new as that, inside a Neovim that a user has set up, and ends Neovim with 1 when any failed.

local here = vim.fs.dirname(debug.getinfo(1, 'S').source:sub(2))
package.path = here .. '/?.lua;' .. package.path

local function say(line)
  io.stdout:write(line, '\n')
end

vim.o.more = false
local passed, failed = 0, 0

--- Errors in what runs by itself, such as callbacks: no test sees them, and none of them is fine.
local function errors_aside()
  local errors = vim.tbl_filter(function(line)
    return line:find('Error executing', 1, true) ~= nil
  end, vim.split(vim.fn.execute('messages'), '\n'))
  vim.cmd.messages('clear')
  return errors
end

local function fail(file, name, problem)
  failed = failed + 1
  say(('FAILED %s: %s\n%s'):format(vim.fs.basename(file), name, problem))
end

local files = vim.fn.glob(here .. '/*_test.lua', true, true)
if vim.fn.has('nvim-0.11') == 1 then
  vim.list_extend(files, vim.fn.glob(here .. '/*_test_0_11.lua', true, true))
end
for _, file in ipairs(vim.fn.sort(files)) do
  local tests = dofile(file)
  for _, name in ipairs(vim.fn.sort(vim.tbl_keys(tests))) do
    local ok, problem = xpcall(tests[name], debug.traceback)
    vim.cmd('silent! %bwipeout!')
    local aside = errors_aside()
    if not ok then
      fail(file, name, problem)
    elseif #aside > 0 then
      fail(file, name, table.concat(aside, '\n'))
    else
      passed = passed + 1
    end
  end
end
-- What the server still has to say may fail, too.
for _, client in ipairs(vim.lsp.get_clients()) do
  vim.lsp.stop_client(client.id)
end
vim.wait(5000, function()
  return #vim.lsp.get_clients() == 0
end, 20)
local late = errors_aside()
if #late > 0 then
  fail(here, 'the end', table.concat(late, '\n'))
end
say(('\nneovim: %d passed, %d failed'):format(passed, failed))
vim.cmd('cquit ' .. ((failed > 0 or passed == 0) and 1 or 0))
