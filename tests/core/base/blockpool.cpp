// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/blockpool.h"

#include "core/base/random.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <cstdint>
#include <cstring>
#include <map>
#include <thread>

using namespace vsq;

class BlockPoolTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Blocks that are out never overlap, are as large as was asked for and lie on lines, whoever had them before.
    void blocksAreOnesOwn()
    {
        const std::uint64_t seed = 33550336;
        qInfo("seed %llu", static_cast<unsigned long long>(seed));
        Random random(seed);
        std::map<std::uintptr_t, std::size_t> out; // begin and size
        for (int round = 0; round < 4000; ++round) {
            if (out.size() > 40 || (!out.empty() && random.below(2) == 0)) {
                auto it = std::next(out.begin(), static_cast<std::ptrdiff_t>(random.below(out.size())));
                auto *bytes = reinterpret_cast<unsigned char *>(it->first);
                for (std::size_t i = 0; i < it->second; i += 997) {
                    QCOMPARE(bytes[i], static_cast<unsigned char>(it->second));
                }
                giveBlock(bytes, it->second);
                out.erase(it);
                continue;
            }
            const std::size_t size = random.below(8) == 0 ? random.below(6000000) : random.below(5000);
            void *block = takeBlock(size);
            QVERIFY(block != nullptr);
            const auto at = reinterpret_cast<std::uintptr_t>(block);
            QCOMPARE(at % 64, std::uintptr_t{0});
            const auto next = out.lower_bound(at);
            QVERIFY(next == out.end() || at + size <= next->first);
            QVERIFY(next == out.begin() || std::prev(next)->first + std::prev(next)->second <= at);
            std::memset(block, static_cast<unsigned char>(size), size);
            out.emplace(at, size);
        }
        for (const auto &[at, size] : out) {
            giveBlock(reinterpret_cast<void *>(at), size);
        }
    }

    void anotherThreadMayGiveThemBack()
    {
        BlockArray<int> array(1000);
        std::fill(array.begin(), array.end(), 7);
        std::thread([moved = std::move(array)] { QCOMPARE(moved[999], 7); }).join();
        QCOMPARE(BlockArray<int>(1000).size(), std::size_t{1000});
        QVERIFY(BlockArray<int>().empty());
    }
};

VSQ_TEST(BlockPoolTest)
#include "blockpool.moc"
