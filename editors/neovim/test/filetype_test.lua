-- Letters are known by name and by content.

local editor = require('editor')

local function filetype(name, text)
  editor.open(text, name)
  return vim.bo.filetype
end

return {
  ['names tell letters and templates'] = function()
    editor.equal('imr', filetype('a.imr', 'x\n'))
    editor.equal('imr', filetype('a.imr.txt', 'x\n'))
    editor.equal('imrt', filetype('a.imrt', 'x\n'))
  end,

  ['a text file is a letter when it reads like one'] = function()
    editor.equal('imr', filetype('review.txt', editor.example('clean/2015-pages.imr')))
    editor.equal('imr', filetype('old.txt', editor.example('clean/2013-early-review.imr')))
    editor.equal('text', filetype('notes.txt', 'Clinical case summary\nto be written\n'))
    local prose = 'the clinical case summary\nto be written under a MAXIMUS guideline\n'
    editor.equal('text', filetype('prose.txt', prose))
  end,

  ['letters are prose, with suppressions as comments'] = function()
    editor.open(editor.example('clean/2015-pages.imr'))
    editor.equal('<!-- %s -->', vim.bo.commentstring)
    editor.equal(true, vim.wo.linebreak)
  end,

  ['titles and verdicts are coloured'] = function()
    editor.open(editor.example('clean/2015-pages.imr'))
    local function group(text)
      editor.go(text)
      return vim.fn.synIDattr(vim.fn.synID(vim.fn.line('.'), vim.fn.col('.'), true), 'name')
    end
    editor.equal('imrTitle', group('CLINICAL CASE SUMMARY'))
    editor.equal('imrLabel', group('Decision rationale:'))
    editor.equal('imrPages', group('41-42; 63-66'))
  end,
}
