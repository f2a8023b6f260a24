// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/printable.h"

#include "core/base/error.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace vsq;

class PrintableTest : public QObject {
    Q_OBJECT

private slots:
    void plainTextStaysAsItIs()
    {
        for (const char *text : {"", "conv1/weights:0", "Größe", "重み", "\xF0\x9F\x99\x82"}) {
            QCOMPARE(printable(text), std::string(text));
        }
    }

    void controlCharactersAreEscaped()
    {
        QCOMPARE(printable("a\nb\tc\rd"), std::string("a\\nb\\tc\\rd"));
        QCOMPARE(printable("\x1B[31mred\x1B]0;title\x07"), std::string("\\u001b[31mred\\u001b]0;title\\u0007"));
        QCOMPARE(printable("\x7F"), std::string("\\u007f"));
        QCOMPARE(printable("\xC2\x9B"
                           "31m"),
                 std::string("\\u009b31m")); // C1's own way to begin a sequence
        QCOMPARE(printable("a\xE2\x80\xAE"
                           "b\xE2\x81\xA6"),
                 std::string("a\\u202eb\\u2066")); // what turns the direction
        QCOMPARE(printable(std::string_view("\0x", 2)), std::string("\\u0000x"));
    }

    void bytesThatAreNoUtf8AreEscaped()
    {
        QCOMPARE(printable("\xFF"), std::string("\\xff"));
        QCOMPARE(printable("a\xE9t\xE9"), std::string("a\\xe9t\\xe9"));
        QCOMPARE(printable("\xC0\xAF"), std::string("\\xc0\\xaf"));                   // overlong
        QCOMPARE(printable("\xED\xA0\x80"), std::string("\\xed\\xa0\\x80"));          // a surrogate
        QCOMPARE(printable("\xF4\x90\x80\x80"), std::string("\\xf4\\x90\\x80\\x80")); // beyond U+10FFFF
        QCOMPARE(printable("\xE2\x82"), std::string("\\xe2\\x82"));                   // cut short
    }

    void linesAreKeptWhereAsked()
    {
        QCOMPARE(printableLines("a\nb\x1B"), std::string("a\nb\\u001b"));
        QCOMPARE(printableLines("x\ny\n"), std::string("x\ny\n"));
    }

    void errorsAreOneLineAndKeepTheirParts()
    {
        const Error error({.file = "a\nb", .item = "node '\x1B[0m'"}, "kind", "one", "two\r");
        QCOMPARE(std::string(error.what()), std::string("a\\nb: node '\\u001b[0m': kind: expected one, found two\\r"));
        QCOMPARE(error.place().file, std::string("a\nb"));
        // Made again from its parts, or from its text, it reads the same.
        QCOMPARE(std::string(Error(error.place(), error.problem(), error.expected(), error.found()).what()),
                 std::string(error.what()));
        QCOMPARE(std::string(Error(error.what()).what()), std::string(error.what()));
    }

    void replacementCharactersMakeValidText()
    {
        QCOMPARE(validUtf8("w\xFFx"), std::string("w\xEF\xBF\xBDx"));
        QCOMPARE(validUtf8("\xE2\x82"), std::string("\xEF\xBF\xBD\xEF\xBF\xBD"));
        QCOMPARE(validUtf8("重み\n"), std::string("重み\n"));
    }
};

VSQ_TEST(PrintableTest)
#include "printable.moc"
