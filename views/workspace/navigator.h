// SPDX-License-Identifier: GPL-3.0-or-later
// Going to a place on the chip with all views: layer, product, cycle, selection; and back and forward through the places
// that were gone to.
#pragma once

#include "views/workspace/selection.h"

#include <QObject>
#include <QString>

#include <optional>
#include <vector>

namespace vsq {

class Workspace;

struct ChipPlace {
    int layer = -1;         ///< index into Workspace::layers()
    int product = 0;        ///< of the layer: head, group
    std::int64_t cycle = 0; ///< the cycle to come: a value made in cycle c is seen at c + 1
    Selection selection;
    bool operator==(const ChipPlace &) const = default;
};

class Navigator : public QObject {
    Q_OBJECT
public:
    explicit Navigator(Workspace *workspace);

    /// Opens the layer where another is open, then selects and seeks. Where it was before can be gone back to.
    void goTo(const ChipPlace &place);
    [[nodiscard]] bool canGoBack() const { return m_at > 0; }
    [[nodiscard]] bool canGoForward() const { return m_at + 1 < m_places.size(); }
    void back();
    void forward();
    /// Where the chip is.
    [[nodiscard]] std::optional<ChipPlace> here() const;

Q_SIGNALS:
    void changed(); ///< back and forward may be possible or not
    void arrived(); ///< layer, cycle and selection are those of the place

private:
    void move(const ChipPlace &place);
    void arrive();
    void forget();

    Workspace *m_workspace;
    std::vector<ChipPlace> m_places;
    std::size_t m_at = 0;              ///< in m_places: where it is now, or m_places.size()
    std::optional<ChipPlace> m_wanted; ///< whose layer is being opened
};

} // namespace vsq
