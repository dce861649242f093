-- Runs every function of the `*_test.lua` files beside this one, inside a Neovim that a user has set up, and
-- ends Neovim with 1 when any failed.

local here = vim.fs.dirname(debug.getinfo(1, 'S').source:sub(2))
package.path = here .. '/?.lua;' .. package.path

local function say(line)
  io.stdout:write(line, '\n')
end

vim.o.more = false
local passed, failed = 0, 0
for _, file in ipairs(vim.fn.sort(vim.fn.glob(here .. '/*_test.lua', true, true))) do
  local tests = dofile(file)
  for _, name in ipairs(vim.fn.sort(vim.tbl_keys(tests))) do
    local ok, problem = xpcall(tests[name], debug.traceback)
    vim.cmd('silent! %bwipeout!')
    if ok then
      passed = passed + 1
    else
      failed = failed + 1
      say(('FAILED %s: %s\n%s'):format(vim.fs.basename(file), name, problem))
    end
  end
end
say(('\nneovim: %d passed, %d failed'):format(passed, failed))
vim.cmd('cquit ' .. (failed > 0 and 1 or 0))
