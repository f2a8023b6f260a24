// SPDX-License-Identifier: GPL-3.0-or-later
// The selected thing in full: a layer, a lane, an element of C from FP32 to its real value, a vector with its codes.
#pragma once

#include "views/inspector/inspectorpages.h"
#include "views/workspace/view.h"

#include <QTimer>

#include <memory>

class QLabel;
class QTextBrowser;

namespace vsq {

class VectorPlot;
class Workspace;

class InspectorView : public View {
    Q_OBJECT
public:
    explicit InspectorView(Workspace *workspace, QWidget *parent = nullptr);

    /// What is shown, without its markup.
    [[nodiscard]] QString plainText() const;
    [[nodiscard]] std::vector<FigureSpec> figures() const override; ///< the page, its lines as the table

public Q_SLOTS:
    void copyAll() const;

private:
    void later();
    void takeLayer();
    void refresh();
    /// "cycle:N" seeks, "a:ROW:VECTOR" and "b:..." select, "back:" and "forward:" go through what was followed.
    void follow(const QString &link);
    struct Visited {
        std::int64_t cycle = 0; ///< that the chip was before
        Selection selection;
    };
    [[nodiscard]] Visited here() const;
    void goTo(std::size_t place);
    [[nodiscard]] const OpenedChip *chipOf(const Snapshot *snapshot);
    void showEmpty(const QString &heading, const QString &sentence);

    QTextBrowser *m_text;
    VectorPlot *m_plot;
    QTimer m_timer; ///< gathers changes: at most ten pages a second while the chip runs
    LayerErrors m_errors;
    int m_job = 0; ///< that computes them
    std::shared_ptr<const LayerData> m_layer;
    std::shared_ptr<const OpenedChip> m_chip; ///< of m_layer, m_chipConfig and m_chipOutput
    ChipConfig m_chipConfig;
    OutputFormat m_chipOutput = OutputFormat::Sums;
    std::vector<Visited> m_visited;
    std::size_t m_at = 0; ///< in m_visited; its size: at the newest, which is not among them yet
    QString m_shown;
    Selection m_selected;
};

} // namespace vsq
