// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/findingscompared.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace vsq;

namespace {

Finding finding(FindingRule rule, const char *layer, double number, bool isActivations = false, const char *text = "")
{
    Finding result;
    result.rule = rule;
    result.layer = layer;
    result.number = number;
    result.text = text;
    result.isActivations = isActivations;
    return result;
}

} // namespace

class FindingsComparedTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsNewGoneAndOtherIsTold()
    {
        const std::vector<Finding> now{finding(FindingRule::PaddingAlongK, "stem", 65.8),
                                       finding(FindingRule::ScaleUnderflow, "fc1", 2.0),
                                       finding(FindingRule::ScaleUnderflow, "fc1", 1.0, true)};
        const std::vector<Finding> before{finding(FindingRule::ScaleUnderflow, "fc1", 4.0),
                                          finding(FindingRule::PaddingAlongK, "stem", 65.8),
                                          finding(FindingRule::PaddingAlongK, "head", 12.0)};
        const std::vector<ComparedFinding> all = compareFindings(now, before);
        QCOMPARE(all.size(), std::size_t{4});
        QCOMPARE(all[0].before.value(), 65.8);
        QCOMPARE(all[1].before.value(), 4.0);
        QVERIFY(all[2].isNew()); // of the activations: the weights' is another
        QVERIFY(!all[2].isGone);
        QVERIFY(all[3].isGone);
        QCOMPARE(all[3].finding.layer, std::string("head"));
        QVERIFY(!all[0].isGone && !all[1].isGone);
    }

    void assertionsAreTheSameByWhatTheyClaim()
    {
        const std::vector<Finding> now{finding(FindingRule::AssertionFails, "fc1", 3, false,
                                               "sum < 2^20 does not hold for 3 values; the furthest is 1048600")};
        const std::vector<Finding> before{finding(FindingRule::AssertionFails, "fc1", 9, false,
                                                  "sum < 2^18 does not hold for 9 values; the furthest is 400000"),
                                          finding(FindingRule::AssertionFails, "fc1", 5, true,
                                                  "sum < 2^20 does not hold for 5 values; the furthest is 1050000")};
        const std::vector<ComparedFinding> all = compareFindings(now, before);
        QCOMPARE(all.size(), std::size_t{2});
        QCOMPARE(all[0].before.value(), 5.0);
        QVERIFY(all[1].isGone);
        QCOMPARE(all[1].finding.number, 9.0);
    }

    void withoutFindingsAllAreNewOrGone()
    {
        const std::vector<Finding> some{finding(FindingRule::SaturatingSum, "fc1", 7)};
        QVERIFY(compareFindings(some, {}).front().isNew());
        QVERIFY(compareFindings({}, some).front().isGone);
        QVERIFY(compareFindings({}, {}).empty());
    }
};

VSQ_TEST(FindingsComparedTest)
#include "findingscompared.moc"
