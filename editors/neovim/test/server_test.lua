-- What the server shows through Neovim's own client.

local editor = require('editor')

return {
  ['findings come on opening, follow the text, and come once'] = function()
    editor.open(editor.example('broken/no-summary.imr'))
    editor.finds('S001:22')
    editor.go('IMR ISSUES')
    vim.api.nvim_buf_set_lines(0, 0, 0, false, { '', '' })
    editor.finds('S001:24')
    vim.cmd.undo()
    editor.finds('S001:22')
    editor.equal('imrlint', vim.diagnostic.get(0)[1].source)
    -- A second source of the same findings would come with the next change, if not with the first.
    vim.api.nvim_buf_set_lines(0, 0, 0, false, { '' })
    editor.finds('S001:23')
    editor.equal(1, #vim.lsp.get_clients({ bufnr = 0 }))
    local codes = editor.findings()
    editor.equal(codes, vim.fn.uniq(vim.deepcopy(codes)))
  end,

  ['a citation has a card'] = function()
    editor.open(editor.example('clean/2015-pages.imr'))
    editor.server()
    editor.go('Cyclobenzaprine (Flexeril); Muscle relaxants')
    vim.lsp.buf.hover()
    local window = editor.eventually('the card', function()
      return vim.tbl_filter(function(window)
        return vim.api.nvim_win_get_config(window).relative ~= ''
      end, vim.api.nvim_list_wins())[1]
    end)
    local card = table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false), '\n')
    assert(card:find('Chronic Pain'), card)
    vim.api.nvim_win_close(window, true)
  end,

  ['a verdict completes behind its title'] = function()
    editor.open(editor.example('broken/a-hurried-draft.imr'))
    editor.server()
    editor.go('Norco 5/325mg #60: Uphelt')
    vim.api.nvim_set_current_line('Norco 5/325mg #60: Up')
    local completeopt = vim.o.completeopt
    vim.o.completeopt = 'menuone'
    local function press(keys)
      vim.api.nvim_feedkeys(vim.keycode(keys), 'n', false)
    end
    -- The keys that end the insertion come once the answer is on the screen, or never.
    vim.api.nvim_create_autocmd('CompleteChanged', {
      buffer = 0,
      once = true,
      callback = vim.schedule_wrap(function()
        press('<C-Y><Esc>')
      end),
    })
    local late = vim.defer_fn(function()
      press('<Esc>')
    end, 30000)
    vim.api.nvim_feedkeys(vim.keycode('A<C-X><C-O>'), 'tx!', false)
    late:stop()
    vim.o.completeopt = completeopt
    editor.equal('Norco 5/325mg #60: Upheld', vim.api.nvim_get_current_line())
  end,

  ['a code action is applied, and its finding goes'] = function()
    editor.open(editor.example('broken/a-hurried-draft.imr'))
    editor.finds('S009:19')
    editor.go('Californa')
    vim.lsp.buf.code_action({
      filter = function(action)
        return action.title:find('California') ~= nil
      end,
      apply = true,
    })
    editor.eventually('the fix', function()
      return editor.text():find('New York, California', 1, true)
    end)
    editor.finds_no('S009')
  end,

  ['fix applies what is safe'] = function()
    editor.open(editor.example('broken/a-hurried-draft.imr'))
    editor.finds('S005:22')
    vim.cmd('Imrlint fix')
    editor.eventually('the title', function()
      return editor.text():find('CLINICAL CASE SUMMARY', 1, true)
    end)
    editor.finds_no('S005')
  end,

  ['formatting changes blanks, never words'] = function()
    local words = function()
      return editor.text():gsub('%s+', ' ')
    end
    editor.open((editor.example('clean/2015-pages.imr'):gsub('The guideline allows', 'The guideline   allows')))
    editor.server()
    local before, lines = words(), vim.api.nvim_buf_get_lines(0, 0, -1, false)
    vim.lsp.buf.format({ timeout_ms = 30000 })
    editor.equal(before, words())
    assert(not vim.deep_equal(lines, vim.api.nvim_buf_get_lines(0, 0, -1, false)), 'nothing was formatted')
  end,

  ['issues are in the outline'] = function()
    editor.open(editor.example('clean/2015-pages.imr'))
    editor.server()
    local items
    vim.lsp.buf.document_symbol({
      on_list = function(list)
        items = list.items
      end,
    })
    editor.eventually('the outline', function()
      return items
    end)
    local texts = vim.tbl_map(function(item)
      return item.text
    end, items)
    assert(table.concat(texts, '\n'):find('Cyclobenzaprine 7.5mg #60', 1, true), vim.inspect(texts))
  end,

  ['the overview keeps up, and goes to the place'] = function()
    editor.open(editor.example('broken/a-hurried-draft.imr'))
    editor.finds('S007:54')
    local letter = vim.api.nvim_get_current_buf()
    vim.cmd('Imrlint overview')
    editor.eventually('the overview', function()
      return editor.text():find('2. Norco 5/325mg #60: Uphelt: NO VERDICT', 1, true)
    end)
    vim.api.nvim_buf_set_lines(letter, 53, 54, false, { 'Norco 5/325mg #60: Upheld' })
    editor.eventually('the verdict', function()
      return editor.text():find('2. Norco 5/325mg #60: Upheld', 1, true)
    end)
    editor.go('2. Norco')
    vim.api.nvim_feedkeys(vim.keycode('<CR>'), 'xt', false)
    editor.equal(letter, vim.api.nvim_get_current_buf())
    editor.equal(54, vim.fn.line('.'))
    vim.cmd.only()
  end,
}
