// SPDX-License-Identifier: GPL-3.0-or-later
// The widget that shows the chip: zoom by wheel about the pointer, pan by dragging, select by clicking or by arrow keys,
// tooltips, and the glow of what the last step changed. Knows no workspace; DataflowView feeds it.
#pragma once

#include "views/dataflow/chipgeometry.h"
#include "views/dataflow/chipscene.h"
#include "views/dataflow/viewtransform.h"
#include "views/plots/canvasgestures.h"

#include <QVariantAnimation>
#include <QWidget>

#include <functional>

namespace vsq {

class ChipCanvas : public QWidget {
    Q_OBJECT
public:
    static constexpr int kGlowMilliseconds = 300;

    explicit ChipCanvas(QWidget *parent = nullptr);

    /// Another product, or none (null): geometry and zoom start afresh where the mode differs.
    void setLayer(std::shared_ptr<const LayerData> layer, const ChipConfig &config);
    /// Word pieces of the layer's rows of B; empty: they are no tokens.
    void setTokens(std::vector<std::string> tokens);
    /// The newest state; glowing says whether to show what it changed.
    void setSnapshot(std::shared_ptr<const Snapshot> snapshot, bool glowing);
    void setSelection(const Selection &selection);
    /// Shown in place of the collector's sums: how far they are from another run's; null: the sums.
    void setBeside(std::shared_ptr<const CollectorSums> beside);
    /// Shown while there is no snapshot.
    void setEmptyText(const QString &heading, const QString &sentence);
    /// A sentence over the picture, until the next snapshot: where a run stopped and why.
    void setNote(const QString &note);
    /// No animation (also where the style says so).
    void setReducedMotion(bool reduced) { m_reducedMotion = reduced; }

    [[nodiscard]] const ChipScene &scene() const { return m_scene; }
    [[nodiscard]] const ChipGeometry &geometryOfChip() const { return m_geometry; }
    [[nodiscard]] const ViewTransform &transform() const { return m_transform; }
    void setTransform(const ViewTransform &transform);
    [[nodiscard]] ChipPart partAt(const QPointF &position) const;
    [[nodiscard]] bool isGlowing() const { return m_glow.state() == QAbstractAnimation::Running; }
    /// The picture as it stands, in the light scheme and at any size: for files and the clipboard. Needs no canvas any more;
    /// a snapshot must be shown.
    [[nodiscard]] std::function<void(QPainter &, const QSizeF &)> picture() const;

    [[nodiscard]] QSize sizeHint() const override { return {720, 600}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {240, 160}; }

public Q_SLOTS:
    void zoomIn();
    void zoomOut();
    void fit(); ///< the whole chip

Q_SIGNALS:
    void selectionWanted(const vsq::Selection &selection);
    void contextMenuWanted(const vsq::ChipPart &part, const QPoint &global);
    void zoomChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void leaveEvent(QEvent *event) override;
    bool event(QEvent *event) override;

private:
    void zoomAbout(const QPointF &position, double factor);
    /// Brings the place of the map that is pressed into the middle; false where there is no map.
    bool pressMap(const QPointF &position);
    void adaptToSize();
    void hover(const ChipPart &part);
    void describe();
    void paintEmpty(QPainter &painter);
    void paintNote(QPainter &painter) const;

    ChipGeometry m_geometry;
    ChipScene m_scene;
    ChipConfig m_config;
    ViewTransform m_transform;
    bool m_fitting = true; ///< the whole chip, whatever the size of the window
    bool m_reducedMotion = false;
    bool m_inMap = false; ///< the press began in the map
    DragGesture m_drag;
    QVariantAnimation m_glow;
    QString m_note;
    QString m_emptyHeading;
    QString m_emptySentence;
};

} // namespace vsq
