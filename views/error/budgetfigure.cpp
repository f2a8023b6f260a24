// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/error/budgetfigure.h"

#include "views/error/errortext.h"
#include "views/theme/coretext.h"
#include "views/theme/number.h"

#include <algorithm>
#include <cmath>

namespace vsq {

namespace {

double decibels(double share)
{
    return share > 0.0 ? -10.0 * std::log10(share) : std::numeric_limits<double>::quiet_NaN();
}

} // namespace

FigureSpec budgetFigure(const ErrorBudget &budget, const QString &subject)
{
    FigureSpec spec;
    spec.id = QStringLiteral("error-budget");
    spec.title = errorText("Error budget of %1, from FP32 to the chip").arg(subject);
    spec.legend = true;
    spec.y.label = errorText("Energy of the error / of the values");
    spec.y.unit = QStringLiteral("%");
    spec.x.label = errorText("Stage");
    FigureBars before;
    before.name = errorText("stages before");
    before.role = Role::Grid;
    FigureBars more;
    more.name = errorText("adds");
    more.role = Role::ErrorPositive;
    FigureBars less;
    less.name = errorText("cancels");
    less.role = Role::ErrorNegative;
    less.fill = Fill::Hatch;
    FigureSeries alone;
    alone.name = errorText("alone");
    alone.role = Role::Reference;
    alone.stroke = Stroke::None;
    alone.marker = Marker::Diamond;
    alone.labelled = false;
    for (FigureBars *bars : {&before, &more, &less}) {
        bars->stack = 1;
    }
    for (const BudgetStage &stage : budget.stages) {
        const auto at = static_cast<double>(spec.x.categories.size());
        spec.x.categories.append(coreText(stage.name));
        before.addCategory(at, 100.0 * (stage.inOrder - std::max(0.0, stage.added)));
        more.addCategory(at, 100.0 * std::max(0.0, stage.added));
        less.addCategory(at, 100.0 * std::max(0.0, -stage.added));
        if (stage.alone) {
            alone.x.push_back(at);
            alone.y.push_back(100.0 * *stage.alone);
        }
    }
    if (budget.stages.empty()) {
        return {};
    }
    const auto worst = std::max_element(budget.stages.begin(), budget.stages.end(),
                                        [](const BudgetStage &a, const BudgetStage &b) { return a.added < b.added; });
    spec.summary = errorText("The error of %1 is %2; %3 adds most of it: %4.")
                       .arg(subject, number::decibel(decibels(budget.total())), coreText(worst->name),
                            number::percent(budget.share(*worst)));
    const bool cancels = std::any_of(less.value.begin(), less.value.end(), [](double value) { return value > 0.0; });
    spec.bars.push_back(std::move(before));
    spec.bars.push_back(std::move(more));
    if (cancels) {
        spec.bars.push_back(std::move(less));
    }
    spec.series.push_back(std::move(alone));
    return spec;
}

std::vector<StripNumber> budgetNumbers(const ErrorBudget &budget, const QString &subject)
{
    std::vector<StripNumber> numbers{{number::decibel(decibels(budget.total())), errorText("SQNR of %1").arg(subject),
                                      errorText("10 log10 of the values' energy over that of the error, all stages on."),
                                      Role::Text}};
    for (const BudgetStage &stage : budget.stages) {
        numbers.push_back(
            {number::percent(budget.share(stage)), coreText(stage.name),
             errorText("The stage's part of the whole error: what switching it on adds, all stages before it on. Below 0 "
                       "where it cancels error. Alone: %1.")
                 .arg(stage.alone ? number::decibel(decibels(*stage.alone)) : errorText("not possible without the others")),
             stage.added < 0.0 ? Role::ErrorNegative : Role::Text});
    }
    return numbers;
}

} // namespace vsq
