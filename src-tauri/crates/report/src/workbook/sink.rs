use std::io::{self, BufWriter, Seek, SeekFrom, Write};

/// A file that, once it failed, swallows what still comes: the compressor writes its last bytes
/// when it is dropped, into a file that is thrown away, and would complain on its own.
pub(super) struct Sink<W: Write> {
    file: BufWriter<W>,
    failed: bool,
}

impl<W: Write + Seek> Sink<W> {
    pub(super) fn new(file: W) -> Self {
        Self {
            file: BufWriter::new(file),
            failed: false,
        }
    }

    fn noted<T>(&mut self, result: io::Result<T>) -> io::Result<T> {
        self.failed |= result.is_err();
        result
    }
}

impl<W: Write + Seek> Write for Sink<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.failed {
            return Ok(bytes.len());
        }
        let result = self.file.write(bytes);
        self.noted(result)
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.failed {
            return Ok(());
        }
        let result = self.file.flush();
        self.noted(result)
    }
}

impl<W: Write + Seek> Seek for Sink<W> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        if self.failed {
            return Ok(0);
        }
        let result = self.file.seek(to);
        self.noted(result)
    }
}
