use std::io::{self, BufWriter, Seek, SeekFrom, Write};

/// A file that, once it failed, only pretends to take what still comes: the compressor writes its
/// last bytes when it is dropped, into a file that is thrown away, and would complain on its own.
pub(super) struct Sink<W: Write> {
    file: BufWriter<W>,
    /// Where the next byte goes, and where the last one ends, pretended ones included.
    at: u64,
    end: u64,
    failed: bool,
}

impl<W: Write + Seek> Sink<W> {
    /// Writes into a file that is empty.
    pub(super) fn new(file: W) -> Self {
        Self {
            file: BufWriter::new(file),
            at: 0,
            end: 0,
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
        let mut written = bytes.len();
        if !self.failed {
            let result = self.file.write(bytes);
            written = self.noted(result)?;
        }
        self.at += written as u64;
        self.end = self.end.max(self.at);
        Ok(written)
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
        let target = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
            SeekFrom::End(by) => self.end.checked_add_signed(by),
        };
        let target = target.ok_or(io::ErrorKind::InvalidInput)?;
        if !self.failed {
            let result = self.file.seek(SeekFrom::Start(target));
            self.noted(result)?;
        }
        self.at = target;
        Ok(target)
    }
}
