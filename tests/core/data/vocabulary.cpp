// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/vocabulary.h"
#include "core/data/wordpiece.h"
#include "tests/support/testmain.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace vsq;

class VocabularyTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void frequentPairsBecomePieces()
    {
        // "ab" occurs five times, "abc" three of them; "zz" once is too seldom to count.
        const std::vector<std::string> texts{"ab abc ABC", "abc ab zz"};
        const std::vector<std::string> expected{"[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "##b", "##c", "a", "ab", "abc"};
        QCOMPARE(makeVocabulary(texts, 100), expected);
        const std::vector<std::string> fewer(expected.begin(), expected.end() - 1);
        QCOMPARE(makeVocabulary(texts, 9), fewer);
    }
    void theTokenizerReadsIt()
    {
        const std::vector<std::string> texts{"the reader reads the readers", "readers read the red reads", "reads reader"};
        const std::vector<std::string> pieces = makeVocabulary(texts, 60);
        QTemporaryDir folder;
        QFile file(folder.filePath("vocab.txt"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        for (const std::string &piece : pieces) {
            file.write((piece + "\n").c_str());
        }
        file.close();
        const WordPieceTokenizer tokenizer(folder.filePath("vocab.txt").toStdString());
        for (const std::string &text : texts) {
            const std::vector<std::string> cut = tokenizer.pieces(text);
            QVERIFY(std::find(cut.begin(), cut.end(), "[UNK]") == cut.end() || text.find("red") != std::string::npos);
        }
    }
};

VSQ_TEST(VocabularyTest)
#include "vocabulary.moc"
