// SPDX-License-Identifier: GPL-3.0-or-later
// A row of numbers, each with what it is beneath it and its definition in the tooltip. Wraps where the width is short.
#pragma once

#include "views/theme/role.h"

#include <QWidget>

#include <vector>

namespace vsq {

struct StripNumber {
    QString value;
    QString label;
    QString definition; ///< tooltip: definition and formula
    Role role = Role::Text;
};

class NumberStrip : public QWidget {
    Q_OBJECT
public:
    explicit NumberStrip(QWidget *parent = nullptr);

    void setNumbers(std::vector<StripNumber> numbers);
    [[nodiscard]] const std::vector<StripNumber> &numbers() const { return m_numbers; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override { return place(width).height; }

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    struct Places {
        std::vector<QRect> rects;
        int height = 0;
    };
    [[nodiscard]] Places place(int width) const;

    std::vector<StripNumber> m_numbers;
};

} // namespace vsq
