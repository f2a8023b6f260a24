// SPDX-License-Identifier: GPL-3.0-or-later
// BERT's tokenizer on texts whose pieces follow by hand from its published rules (google-research/bert, tokenization.py).
#include "core/data/wordpiece.h"
#include "core/base/error.h"
#include "tests/support/errors.h"
#include "tests/support/testmain.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace vsq;
using namespace vsq::test;

namespace {

using Words = std::vector<std::string>;

} // namespace

class WordPieceTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    QString path(const QString &name) const { return m_folder.filePath(name); }

    std::string write(const QString &name, const QByteArray &text) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly)) {
            return {};
        }
        file.write(text);
        return path(name).toStdString();
    }

    void cleanConfig() const { QFile::remove(path("tokenizer_config.json")); }

private Q_SLOTS:
    void basicWords_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("lower"); ///< lower case without accents
        QTest::addColumn<QStringList>("cased"); ///< as it is
        const auto add = [](const char *name, const QString &text, const QStringList &lower, const QStringList &cased) {
            QTest::newRow(name) << text << lower << cased;
        };
        add("case and space", " \tHeLLo!how  \n Are yoU?  ", {"hello", "!", "how", "are", "you", "?"},
            {"HeLLo", "!", "how", "Are", "yoU", "?"});
        add("accent", QStringLiteral("H\u00E9llo"), {"hello"}, {QStringLiteral("H\u00E9llo")});
        add("ideographs", QStringLiteral("ah\u535A\u63A8zz"), {"ah", QStringLiteral("\u535A"), QStringLiteral("\u63A8"), "zz"},
            {"ah", QStringLiteral("\u535A"), QStringLiteral("\u63A8"), "zz"});
        add("ideograph beyond the basic plane", QStringLiteral("a\U00020001b"), {"a", QStringLiteral("\U00020001"), "b"},
            {"a", QStringLiteral("\U00020001"), "b"});
        add("Hangul and Kana stay words", QStringLiteral("\uD55C\uAD6D \u3042\u3044"),
            // Decomposed into jamo when accents are looked for: NFD is not undone.
            {QStringLiteral("\u1112\u1161\u11AB\u1100\u116E\u11A8"), QStringLiteral("\u3042\u3044")},
            {QStringLiteral("\uD55C\uAD6D"), QStringLiteral("\u3042\u3044")});
        add("ASCII symbols are punctuation", "a$b^c`d|e+f", {"a", "$", "b", "^", "c", "`", "d", "|", "e", "+", "f"},
            {"a", "$", "b", "^", "c", "`", "d", "|", "e", "+", "f"});
        add("other symbols are not", QStringLiteral("5\u20AC \u00B1x"), {QStringLiteral("5\u20AC"), QStringLiteral("\u00B1x")},
            {QStringLiteral("5\u20AC"), QStringLiteral("\u00B1x")});
        add("Unicode's punctuation", QStringLiteral("\u201Cso\u201D\u2026\u00BFno?"),
            {QStringLiteral("\u201C"), "so", QStringLiteral("\u201D"), QStringLiteral("\u2026"), QStringLiteral("\u00BF"), "no",
             "?"},
            {QStringLiteral("\u201C"), "so", QStringLiteral("\u201D"), QStringLiteral("\u2026"), QStringLiteral("\u00BF"), "no",
             "?"});
        add("control characters vanish", QStringLiteral("a\u0007b\u200Dc\uFFFDd\u00ADe"), {"abcde"}, {"abcde"});
        add("no-break and ideographic space", QStringLiteral("a\u00A0b\u3000c"), {"a", "b", "c"}, {"a", "b", "c"});
        add("full case mapping", QStringLiteral("\u0130\u039F\u03A3 STRASSE \u00DF"),
            // Dotted I loses the dot that lower case sets apart; a sigma at the end of a word is the final one.
            {QStringLiteral("i\u03BF\u03C2"), "strasse", QStringLiteral("\u00DF")},
            {QStringLiteral("\u0130\u039F\u03A3"), "STRASSE", QStringLiteral("\u00DF")});
        add("composed before anything", QStringLiteral("e\u0301t"), {"et"}, {QStringLiteral("\u00E9t")});
        add("nothing", "", {}, {});
    }

    void basicWords()
    {
        QFETCH(QString, text);
        QFETCH(QStringList, lower);
        QFETCH(QStringList, cased);
        const auto check = [&](const BasicTokenizer &tokenizer, const QStringList &expected) {
            QStringList found;
            for (const std::string &word : tokenizer.words(text.toStdString())) {
                found << QString::fromStdString(word);
            }
            QVERIFY2(found == expected, qPrintable(found.join(" | ")));
        };
        check({}, lower);
        check({.lowerCase = false, .stripAccents = false, .splitIdeographs = true}, cased);
    }

    void brokenTextIsCleaned()
    {
        QCOMPARE(BasicTokenizer().words("a\xFF\xC3(b"), (Words{"a", "(", "b"}));
        QCOMPARE((BasicTokenizer{.lowerCase = true, .stripAccents = false, .splitIdeographs = false}.words("H\u00C9\u535A")),
                 (Words{"h\u00E9\u535A"}));
    }

    void longestPiecesFirst()
    {
        cleanConfig();
        const std::string vocabulary = write("vocab.txt",
                                             "[PAD]\n[UNK]\n[CLS]\n[SEP]\nwant\n##want\n##ed\nwa\nun\nrunn\n##ing\n,\n");
        const WordPieceTokenizer tokenizer(vocabulary);
        QCOMPARE(tokenizer.size(), std::int64_t{12});
        QCOMPARE(tokenizer.pieces("UNwant\u00E9d,running"), (Words{"un", "##want", "##ed", ",", "runn", "##ing"}));
        QCOMPARE(tokenizer.pieces("unwantedX running"), (Words{"[UNK]", "runn", "##ing"}));
        QCOMPARE(tokenizer.pieces("want wa wan"), (Words{"want", "wa", "[UNK]"}));
        QCOMPARE(tokenizer.pieces("un[SEP]want [MASK]"), (Words{"un", "[SEP]", "want", "[MASK]"}));
        QCOMPARE(tokenizer.pieces(""), Words{});
        QCOMPARE(tokenizer.pieces("un[[SEP][want]", 3), (Words{"un", "[UNK]", "[SEP]"}));
        // Linear in the text: a search for each kind of token from each one on took minutes for this.
        std::string many;
        for (int i = 0; i < 200000; ++i) {
            many += "[SEP]";
        }
        QCOMPARE(tokenizer.pieces(many).size(), std::size_t{200000});
        // A byte order mark is no part of the first piece.
        const WordPieceTokenizer marked(write("marked.txt", "\xEF\xBB\xBF[PAD]\n[UNK]\n[CLS]\n[SEP]\n"));
        QCOMPARE(marked.padding(), 0);
        // A word of more than a hundred characters is unknown whatever its pieces.
        QString word("un");
        for (int i = 0; i < 24; ++i) {
            word += "want";
        }
        QCOMPARE(tokenizer.pieces((word + "ed").toStdString()).size(), std::size_t{26}); // 100 characters
        QCOMPARE(tokenizer.pieces((word + "wanted").toStdString()), (Words{"[UNK]"}));
    }

    void sequences()
    {
        cleanConfig();
        const WordPieceTokenizer tokenizer(write("vocab.txt", "[PAD]\r\n[UNK]\r\n[CLS]\r\n[SEP]\r\na\r\nb\r\nc\r\nd\r\ne\r\n"));
        QCOMPARE(tokenizer.padding(), std::int64_t{0});
        using Ids = std::vector<std::int64_t>;
        const TokenSequence one = tokenizer.encode("a b x", nullptr, 16);
        QCOMPARE(one.ids, (Ids{2, 4, 5, 1, 3}));
        QCOMPARE(one.types, (Ids{0, 0, 0, 0, 0}));
        QCOMPARE(tokenizer.encode("a b c d e", nullptr, 5).ids, (Ids{2, 4, 5, 6, 3}));
        const std::string second = "d e";
        const TokenSequence two = tokenizer.encode("a b", &second, 16);
        QCOMPARE(two.ids, (Ids{2, 4, 5, 3, 7, 8, 3}));
        QCOMPARE(two.types, (Ids{0, 0, 0, 0, 1, 1, 1}));
        // Room for three: the longer text gives until both are as long, then the second.
        QCOMPARE(tokenizer.encode("a b c d", &second, 6).ids, (Ids{2, 4, 5, 3, 7, 3}));
        QCOMPARE(tokenizer.encode("", nullptr, 5).ids, (Ids{2, 3}));
    }

    void configurationBesideTheVocabulary()
    {
        const std::string vocabulary = write("vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\nPa\n##ris\npa\n\u00E9\n");
        write("tokenizer_config.json", "{\"do_lower_case\": false, \"model_max_length\": 64}");
        const WordPieceTokenizer cased(vocabulary);
        QCOMPARE(cased.pieces("Paris \u00E9"), (Words{"Pa", "##ris", "\u00E9"}));
        QCOMPARE(cased.maxLength(), std::int64_t{64});
        write("tokenizer_config.json",
              "{\"do_lower_case\": true, \"strip_accents\": false, \"model_max_length\": 1000000000000000019884624838656}");
        const WordPieceTokenizer lower(vocabulary);
        QCOMPARE(lower.pieces("Paris \u00C9"), (Words{"pa", "##ris", "\u00E9"}));
        QCOMPARE(lower.maxLength(), std::int64_t{512});
        const std::string config = write("tokenizer_config.json", "{\"do_lower_case\": \"yes\"}");
        QCOMPARE(messageOf([&] { WordPieceTokenizer broken(vocabulary); }),
                 config + ": 'do_lower_case': kind: expected true, false or null, found \"yes\"");
        cleanConfig();
    }

    void brokenVocabularies()
    {
        cleanConfig();
        const std::string empty = write("empty.txt", "");
        QCOMPARE(messageOf([&] { WordPieceTokenizer broken(empty); }),
                 empty + ": vocabulary: expected a line [UNK], found an empty file");
        const std::string lacking = write("lacking.txt", "[UNK]\n[CLS]\nword\n");
        QCOMPARE(messageOf([&] { WordPieceTokenizer broken(lacking); }),
                 lacking + ": vocabulary: expected a line [SEP], found 3 lines without it");
        const std::string missing = path("missing.txt").toStdString();
        QCOMPARE(messageOf([&] { WordPieceTokenizer broken(missing); }),
                 missing + ": cannot open: expected a vocabulary, found No such file or directory");
    }
};

VSQ_TEST(WordPieceTest)

#include "wordpiece.moc"
