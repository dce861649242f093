-- Letters are known by their names, and text files by what they say.

vim.filetype.add({
  extension = { imr = 'imr', imrt = 'imrt' },
  pattern = {
    ['.*%.imr%.txt'] = { 'imr', { priority = 2 } },
    ['.*%.txt'] = {
      function(_, bufnr)
        return require('imrlint.recognise').is_letter(bufnr) and 'imr' or nil
      end,
      { priority = 1 },
    },
  },
})
