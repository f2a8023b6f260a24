// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/hash.h"

#include "core/base/atomicfile.h"
#include "tests/support/testmain.h"

#include <QTemporaryDir>
#include <QTest>

#include <xxhash.h>

using namespace vsq;

class HashTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

private slots:
    /// The library's own one-shot function is the reference for the pieces.
    void piecesMakeTheWhole()
    {
        const std::string text(100000, 'q');
        Hash hash;
        for (std::size_t at = 0; at < text.size(); at += 777) {
            hash.add(text.data() + at, std::min<std::size_t>(777, text.size() - at));
        }
        const XXH128_hash_t whole = XXH3_128bits(text.data(), text.size());
        QCOMPARE(QString::fromStdString(hash.text()),
                 QStringLiteral("%1%2").arg(whole.high64, 16, 16, QLatin1Char('0')).arg(whole.low64, 16, 16, QLatin1Char('0')));
        QCOMPARE(Hash().text(), std::string("99aa06d3014798d86001c324468d497f")); // of nothing, from xxHash's documentation
    }

    void filesCannotFlowTogether()
    {
        const std::string a = m_folder.filePath("a").toStdString();
        const std::string b = m_folder.filePath("b").toStdString();
        const auto both = [&](const std::string &first, const std::string &second) {
            writeFileAtomically(a, first);
            writeFileAtomically(b, second);
            Hash hash;
            hash.addFile(a, "a file");
            hash.addFile(b, "a file");
            return hash.text();
        };
        QCOMPARE(both("one", "two"), both("one", "two"));
        QVERIFY(both("one", "two") != both("onet", "wo"));
        QVERIFY(both(std::string(3U << 20, 'x'), "") != both(std::string(3U << 20, 'x'), "y"));
    }

    void earlierHashesAreAsTheyWere()
    {
        const std::string file = m_folder.filePath("old").toStdString();
        writeFileAtomically(file, "foobar");
        QCOMPARE(oldHashOfFile(file), std::string("85944171f73967e8")); // FNV-1a's published test vector
        QCOMPARE(hashOf("bar", 3, hashOf("foo", 3)), std::string("85944171f73967e8"));
        writeFileAtomically(file, "");
        QCOMPARE(oldHashOfFile(file), std::string("cbf29ce484222325"));
    }
};

VSQ_TEST(HashTest)
#include "hash.moc"
