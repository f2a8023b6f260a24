// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/clipgradient.h"
#include "core/base/error.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <array>

using namespace vsq;

class ClipGradientTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// Sakr et al., section 4: inside the clip all are 1, outside 1, 0 and s / |x|.
    void followsTheEquations()
    {
        constexpr float kClip = 2.0F;
        for (const float x : {-5.0F, -2.0F, -1.0F, 0.0F, 1.0F, 2.0F, 8.0F}) {
            const bool outside = x < -2.0F || x > 2.0F;
            const float mad = outside ? 2.0F / (x < 0 ? -x : x) : 1.0F;
            for (const ClippedOperand operand : {ClippedOperand::Weights, ClippedOperand::Activations}) {
                QCOMPARE(clipGradient(GradientEstimator::Ste, operand, x, kClip), 1.0F);
                QCOMPARE(clipGradient(GradientEstimator::Pwl, operand, x, kClip), outside ? 0.0F : 1.0F);
                QCOMPARE(clipGradient(GradientEstimator::Mad, operand, x, kClip), mad);
            }
            QCOMPARE(clipGradient(GradientEstimator::Mph, ClippedOperand::Weights, x, kClip), mad);
            QCOMPARE(clipGradient(GradientEstimator::Mph, ClippedOperand::Activations, x, kClip), outside ? 0.0F : 1.0F);
        }
    }
    void unsignedValuesBelowZeroAreClippedToZero()
    {
        QCOMPARE(clipGradient(GradientEstimator::Mad, ClippedOperand::Activations, -1.0F, 2.0F, true), 0.0F);
        QCOMPARE(clipGradient(GradientEstimator::Ste, ClippedOperand::Activations, -1.0F, 2.0F, true), 1.0F);
    }
    void appliesToEachValue()
    {
        const std::array<float, 3> x{1.0F, 4.0F, -8.0F};
        std::array<float, 3> gradient{3.0F, 3.0F, 3.0F};
        applyClipGradient(GradientEstimator::Mad, ClippedOperand::Weights, x, 2.0F, false, gradient);
        QCOMPARE(gradient[0], 3.0F);
        QCOMPARE(gradient[1], 1.5F);
        QCOMPARE(gradient[2], 0.75F);
    }
    void namesGoBothWays()
    {
        for (const char *name : {"ste", "pwl", "mad", "mph"}) {
            QCOMPARE(nameOf(gradientEstimatorFromName(name)), std::string_view(name));
        }
        try {
            static_cast<void>(gradientEstimatorFromName("lsq"));
            QFAIL("no error");
        } catch (const Error &error) {
            QCOMPARE(error.what(), "gradient estimator: expected ste, pwl, mad or mph, found 'lsq'");
        }
    }
};

VSQ_TEST(ClipGradientTest)
#include "clipgradient.moc"
