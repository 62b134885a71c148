//! What the tests share: a program started and ended, a client of the widget, a reader of workbooks.
//! It never asserts; a test says what it expects.
