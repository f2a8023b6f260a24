// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/figure/plotview.h"
#include "tests/support/shots.h"
#include "tests/support/testmain.h"
#include "tests/support/widgetmain.h"
#include "tests/views/figure/samplefigures.h"
#include "views/figure/statepage.h"
#include "views/theme/theme.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

using namespace vsq;

class PlotViewTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        Theme::applyTo(*qApp, Theme::Preference::Light);
        m_view = std::make_unique<PlotView>();
        m_view->resize(640, 360);
        m_view->setFigure(test::curves());
        m_view->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
        QApplication::setActiveWindow(m_view.get());
        m_view->plot()->replot();
    }

    void looks()
    {
        for (const Theme::Preference preference : {Theme::Preference::Light, Theme::Preference::Dark}) {
            Theme::current().setPreference(preference);
            const QString suffix = preference == Theme::Preference::Light ? QStringLiteral("-light") : QStringLiteral("-dark");
            for (const FigureSpec &spec : {test::curves(), test::histogram(), test::stack(), test::heatmap(12, 64)}) {
                PlotView view;
                view.resize(640, 320);
                view.setFigure(spec);
                view.show();
                view.plot()->replot();
                QTest::mouseMove(view.plot(), view.plot()->rect().center());
                test::shoot(view, spec.id + suffix, 2.0);
            }
            PlotView view;
            view.resize(480, 280);
            view.setEmpty(QStringLiteral("No scales yet"), QStringLiteral("Open a network and double-click one of its layers."));
            view.show();
            QVERIFY(!view.showsFigure());
            test::shoot(view, QStringLiteral("empty") + suffix, 2.0);
        }
    }

    void crosshairNamesTheDatumUnderThePointer()
    {
        const FigureAxes &axes = m_view->axes();
        const FigureSeries &series = m_view->figure().series[0];
        const QPoint pixel(qRound(axes.x->coordToPixel(series.x[3])), qRound(axes.y->coordToPixel(series.y[3])));
        QTest::mouseMove(m_view->plot(), QPoint(1, 1));
        QTest::mouseMove(m_view->plot(), pixel);
        const QStringList text = m_view->crosshairText();
        QCOMPARE(text.value(0), series.name);
        QCOMPARE(text.value(1), QStringLiteral("Weight bits: 5"));
    }

    /// However little height legend and axis title leave, names of layers do not run into each other.
    void namesOfCategoriesKeepTheirDistance()
    {
        FigureSpec spec = test::stack();
        spec.legend = true;
        for (const int height : {130, 150, 200, 300, 900}) {
            PlotView view;
            view.resize(480, height);
            view.setFigure(spec);
            view.show();
            view.plot()->replot();
            const QCPAxis *axis = view.axes().y;
            const QVector<double> ticks = axis->tickVector();
            QVERIFY(!ticks.isEmpty());
            for (int i = 1; i < ticks.size(); ++i) {
                const double distance = std::abs(axis->coordToPixel(ticks[i]) - axis->coordToPixel(ticks[i - 1]));
                QVERIFY2(distance >= QFontMetricsF(axis->tickLabelFont()).height(), qPrintable(QString::number(height)));
            }
        }
    }

    void clickTellsWhichPoint()
    {
        QSignalSpy spy(m_view.get(), &PlotView::clicked);
        const FigureAxes &axes = m_view->axes();
        const FigureSeries &series = m_view->figure().series[1];
        const QPoint pixel(qRound(axes.x->coordToPixel(series.x[1])), qRound(axes.y->coordToPixel(series.y[1])));
        QTest::mouseClick(m_view->plot(), Qt::LeftButton, {}, pixel);
        QTRY_COMPARE(spy.size(), 1);
        const auto hit = spy[0][0].value<FigureHit>();
        QCOMPARE(hit.index, 1);
        QCOMPARE(hit.point, 1);
    }

    void wheelZoomsAndDoubleClickResets()
    {
        const QCPRange before = m_view->axes().x->range();
        const QPointF middle = m_view->plot()->rect().center();
        QWheelEvent wheel(middle, m_view->plot()->mapToGlobal(middle), {}, QPoint(0, 240), Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(m_view->plot(), &wheel);
        QVERIFY(m_view->axes().x->range().size() < before.size());
        QTest::mouseDClick(m_view->plot(), Qt::LeftButton, {}, middle.toPoint());
        QCOMPARE(m_view->axes().x->range().size(), before.size());
    }

    void dragPans()
    {
        const double before = m_view->axes().x->range().lower;
        const QPoint from = m_view->plot()->rect().center();
        QTest::mousePress(m_view->plot(), Qt::LeftButton, {}, from);
        QTest::mouseMove(m_view->plot(), from - QPoint(30, 0));
        QTest::mouseMove(m_view->plot(), from - QPoint(60, 0));
        QTest::mouseRelease(m_view->plot(), Qt::LeftButton, {}, from - QPoint(60, 0));
        QVERIFY(m_view->axes().x->range().lower > before);
    }

    void zoomIsKeptWhenDataArrive()
    {
        QTest::keyClick(m_view.get(), Qt::Key_Plus);
        const double size = m_view->axes().x->range().size();
        m_view->setFigure(test::curves());
        QCOMPARE(m_view->axes().x->range().size(), size);
        m_view->setFigure(test::histogram());
        QVERIFY(m_view->axes().x->range().size() != size);
    }

    void keysWalkThroughTheData()
    {
        QSignalSpy spy(m_view.get(), &PlotView::clicked);
        m_view->setFocus();
        QTest::keyClick(m_view.get(), Qt::Key_Right); // the first datum
        QTest::keyClick(m_view.get(), Qt::Key_Right);
        QTest::keyClick(m_view.get(), Qt::Key_Up);
        QTest::keyClick(m_view.get(), Qt::Key_Return);
        QCOMPARE(spy.size(), 1);
        const auto hit = spy[0][0].value<FigureHit>();
        QCOMPARE(hit.index, 1);
        QCOMPARE(hit.point, 1);
    }

    void copiesValuesAndPicture()
    {
        m_view->setFocus();
        QTest::keyClick(m_view.get(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        const QString text = QApplication::clipboard()->text();
        QVERIFY(text.startsWith(QStringLiteral("part\tname\tWeight bits\tx_end\tTop-1 accuracy (%)")));
        QTest::keyClick(m_view.get(), Qt::Key_C, Qt::ControlModifier);
        QVERIFY(!QApplication::clipboard()->image().isNull());
    }

    void rightClickOffersWhatAPlotCanDo()
    {
        const QPoint at = m_view->plot()->rect().center();
        QTest::mousePress(m_view->plot(), Qt::RightButton, {}, at);
        QContextMenuEvent event(QContextMenuEvent::Mouse, at, m_view->plot()->mapToGlobal(at));
        QApplication::sendEvent(m_view->plot(), &event);
        QTest::mouseRelease(m_view->plot(), Qt::RightButton, {}, at);
        auto *menu = m_view->findChild<QMenu *>(QStringLiteral("plotMenu"));
        QVERIFY(menu != nullptr && menu->isVisible());
        QApplication::clipboard()->clear();
        QTest::keyClick(menu, Qt::Key_C); // its mnemonic: copy as picture
        QTRY_VERIFY(!QApplication::clipboard()->image().isNull());
    }

    void barsOfManyLayersAreScrolledTo()
    {
        FigureSpec spec;
        spec.id = QStringLiteral("layers");
        spec.title = QStringLiteral("Layers");
        spec.horizontalBars = true;
        spec.y.reversed = true;
        FigureBars bars;
        for (int i = 0; i < 96; ++i) {
            spec.y.categories.append(QStringLiteral("encoder.layer.%1.attention.self.query").arg(i));
            bars.from.push_back(i - 0.4);
            bars.to.push_back(i + 0.4);
            bars.value.push_back(1.0 + i);
        }
        spec.bars.push_back(bars);
        m_view->setFigure(spec);
        QTest::qWait(20);
        auto *rows = m_view->findChild<QScrollBar *>(QStringLiteral("plotRows"));
        QVERIFY(rows->isVisible());
        const QCPRange range = m_view->axes().y->range();
        const double row = m_view->axes().y->axisRect()->height() / range.size();
        QVERIFY2(row >= QFontMetrics(Theme::small()).height(), "no hairlines");
        QCOMPARE(range.lower, -0.5);
        const QPointF at(m_view->plot()->rect().center());
        QWheelEvent wheel(at, m_view->plot()->mapToGlobal(at), QPoint(), QPoint(0, -240), Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(m_view->plot(), &wheel);
        QVERIFY(m_view->axes().y->range().lower > -0.5);
        QCOMPARE(m_view->axes().y->range().size(), range.size());
        // A layer that another view selects comes into sight.
        spec.boxes.push_back({0.0, 90.0, 89.5, 90.5, Role::Accent});
        m_view->setFigure(spec);
        QVERIFY(m_view->axes().y->range().contains(90.0));
        // On paper all of them stand.
        QCOMPARE(m_view->exportedFigure().y.categories.size(), 96);
    }

    void summaryIsThereForScreenReaders()
    {
        QCOMPARE(m_view->accessibleName(), test::curves().title);
        QCOMPARE(m_view->accessibleDescription(), test::curves().summary);
    }

    void errorIsShownAsWords()
    {
        m_view->setError(QStringLiteral("layer 'fc': no such product"));
        QVERIFY(!m_view->showsFigure());
        QCOMPARE(m_view->statePage()->sentence(), QStringLiteral("layer 'fc': no such product"));
        QCOMPARE(m_view->statePage()->state(), StatePage::State::Error);
    }

private:
    std::unique_ptr<PlotView> m_view;
};

VSQ_TEST(PlotViewTest)
#include "plotview.moc"
