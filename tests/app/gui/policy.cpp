// SPDX-License-Identifier: GPL-3.0-or-later
// What holds for every widget of the window, whoever wrote it: a name for tests, a name for people who do not see it, a
// tooltip on what can be operated, no text that does not fit.
#include "app/gui/chipdialog.h"
#include "app/gui/commands.h"
#include "app/gui/dockarea.h"
#include "app/gui/keylist.h"
#include "app/gui/mainwindow.h"
#include "app/gui/preferencesdialog.h"
#include "tests/support/smallmodels.h"
#include "tests/support/testmain.h"
#include "views/network/formatdialog.h"
#include "views/registry/viewregistry.h"
#include "views/workspace/jobqueue.h"
#include "views/workspace/view.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDockWidget>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QSettings>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace vsq;

class PolicyTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;

    static QString describe(const QWidget *widget)
    {
        QStringList path;
        for (; widget != nullptr; widget = widget->parentWidget()) {
            path.prepend(
                QStringLiteral("%1(%2)").arg(QString::fromLatin1(widget->metaObject()->className()), widget->objectName()));
        }
        return path.join(QLatin1Char('/'));
    }

    /// Parts that Qt makes inside its own widgets are Qt's to name.
    static bool isQtsOwn(const QWidget *widget)
    {
        if (widget->objectName().startsWith(QLatin1String("qt_"))) {
            return true;
        }
        for (const QWidget *parent = widget->parentWidget(); parent != nullptr; parent = parent->parentWidget()) {
            if (qobject_cast<const QAbstractSpinBox *>(parent) != nullptr || qobject_cast<const QComboBox *>(parent) != nullptr
                || qobject_cast<const QLineEdit *>(parent) != nullptr || qobject_cast<const QTabBar *>(parent) != nullptr
                || qobject_cast<const QDialogButtonBox *>(parent) != nullptr
                || (qobject_cast<const QDockWidget *>(parent) != nullptr
                    && qobject_cast<const QDockWidget *>(parent)->widget() != widget && widget->parentWidget() == parent)) {
                return true;
            }
        }
        return widget->parentWidget() != nullptr && widget->parentWidget()->objectName() == QLatin1String("mainToolBar");
    }

    static bool isOperated(const QWidget *widget)
    {
        if (qobject_cast<const QHeaderView *>(widget) != nullptr) {
            return false; // part of a table that has its names
        }
        return qobject_cast<const QAbstractButton *>(widget) != nullptr || qobject_cast<const QComboBox *>(widget) != nullptr
               || qobject_cast<const QLineEdit *>(widget) != nullptr || qobject_cast<const QAbstractSpinBox *>(widget) != nullptr
               || qobject_cast<const QAbstractItemView *>(widget) != nullptr
               || (qobject_cast<const QAbstractSlider *>(widget) != nullptr && widget->focusPolicy() != Qt::NoFocus);
    }

    static QString textOf(const QWidget *widget)
    {
        if (const auto *label = qobject_cast<const QLabel *>(widget)) {
            return label->text();
        }
        if (const auto *button = qobject_cast<const QAbstractButton *>(widget)) {
            return button->text();
        }
        return {};
    }

    /// A line each: Qt Test cuts long messages.
    static void report(const QStringList &problems)
    {
        for (const QString &problem : problems) {
            qWarning("%s", qPrintable(problem));
        }
    }

    static QStringList problemsBelow(const QWidget *root)
    {
        QStringList problems;
        for (const QWidget *widget : root->findChildren<QWidget *>()) {
            if (isQtsOwn(widget) || !isOperated(widget) || !widget->isVisible()) {
                continue;
            }
            if (widget->objectName().isEmpty()) {
                problems.append(QStringLiteral("no object name: ") + describe(widget));
            }
            if (widget->accessibleName().isEmpty() && textOf(widget).isEmpty()) {
                problems.append(QStringLiteral("no accessible name: ") + describe(widget));
            }
            if (widget->toolTip().isEmpty()) {
                problems.append(QStringLiteral("no tooltip: ") + describe(widget));
            }
        }
        return problems;
    }

    static QStringList clippedBelow(const QWidget *root)
    {
        QStringList problems;
        for (const QWidget *widget : root->findChildren<QWidget *>()) {
            if (!widget->isVisible() || widget->visibleRegion().isEmpty()) {
                continue;
            }
            if (const auto *label = qobject_cast<const QLabel *>(widget); label != nullptr && !label->text().isEmpty()) {
                const int needed = label->wordWrap() ? label->heightForWidth(label->width()) : label->sizeHint().height();
                if (label->height() < needed || (!label->wordWrap() && label->width() < label->sizeHint().width())) {
                    problems.append(QStringLiteral("clipped '%1': %2 has %3x%4, needs %5x%6")
                                        .arg(label->text(), describe(label))
                                        .arg(label->width())
                                        .arg(label->height())
                                        .arg(label->sizeHint().width())
                                        .arg(needed));
                }
            } else if (const auto *button = qobject_cast<const QAbstractButton *>(widget);
                       button != nullptr && !isQtsOwn(button) && !button->text().isEmpty()) {
                if (button->width() < button->minimumSizeHint().width()
                    || button->height() < button->minimumSizeHint().height()) {
                    problems.append(QStringLiteral("clipped '%1': %2").arg(button->text(), describe(button)));
                }
            }
        }
        return problems;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QSettings(QStringLiteral("vsqscope"), QStringLiteral("vsqscope")).clear();
        Theme::applyTo(*qApp, Theme::Preference::Light);
        const QString model = test::writeTransformer(m_folder.path());
        const QString data = test::writeImages(m_folder.path(), 16);
        m_window = std::make_unique<MainWindow>();
        m_window->resize(1280, 800);
        m_window->show();
        m_window->openPath(model, data);
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->workspace()->isEmpty(), 20000);
        for (std::size_t i = 0; i < m_window->workspace()->layers().size(); ++i) {
            if (m_window->workspace()->layers()[i].onChip && m_window->workspace()->layers()[i].k > 64) {
                m_window->workspace()->openLayer(static_cast<int>(i));
                break;
            }
        }
        QTRY_VERIFY_WITH_TIMEOUT(m_window->workspace()->layerData() != nullptr, 20000);
        QTest::qWait(200);
    }

    void cleanupTestCase() { m_window.reset(); }

    void everyViewIsNamedForTestsAndForPeople()
    {
        QStringList problems;
        for (const ViewEntry &view : viewRegistry()) {
            m_window->docks()->raiseView(view.id);
            QTest::qWait(50);
            problems += problemsBelow(m_window->docks()->view(view.id));
            if (m_window->docks()->view(view.id)->objectName().isEmpty()) {
                problems.append(QStringLiteral("no object name: ") + view.id);
            }
        }
        problems += problemsBelow(m_window.get());
        problems.removeDuplicates();
        report(problems);
        QVERIFY(problems.isEmpty());
    }

    void noTextIsClippedAt1280x800()
    {
        QStringList problems;
        if (m_window->size() != QSize(1280, 800)) {
            problems.append(QStringLiteral("the window is %1 x %2, at least %3 x %4, its docks %5 x %6")
                                .arg(m_window->width())
                                .arg(m_window->height())
                                .arg(m_window->minimumSizeHint().width())
                                .arg(m_window->minimumSizeHint().height())
                                .arg(m_window->docks()->minimumSizeHint().width())
                                .arg(m_window->docks()->minimumSizeHint().height()));
            for (const ViewEntry &view : viewRegistry()) {
                const QSize least = m_window->docks()->view(view.id)->minimumSizeHint();
                problems.append(QStringLiteral("%1 wants %2 x %3").arg(view.id).arg(least.width()).arg(least.height()));
            }
        }
        for (const ViewEntry &view : viewRegistry()) {
            m_window->docks()->raiseView(view.id);
            QTest::qWait(50);
            problems += clippedBelow(m_window.get());
        }
        problems.removeDuplicates();
        report(problems);
        QVERIFY(problems.isEmpty());
    }

    void dialogsToo()
    {
        FormatDialog format(m_window->workspace()->format());
        ChipDialog chip(m_window->workspace());
        KeyList keys(*m_window->commands());
        Settings settings;
        PreferencesDialog preferences(settings);
        QStringList problems;
        for (QDialog *dialog : std::initializer_list<QDialog *>{&format, &chip, &keys, &preferences}) {
            dialog->setAttribute(Qt::WA_DeleteOnClose, false);
            dialog->show();
            QTest::qWait(20);
            problems += problemsBelow(dialog) + clippedBelow(dialog);
        }
        report(problems);
        QVERIFY(problems.isEmpty());
    }
};

VSQ_TEST(PolicyTest)
#include "policy.moc"
