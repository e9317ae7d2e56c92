"""What does the payer see at the simulated provider? One plain page with what can be done to the payment."""

from html import escape

from tinhso.gateway.payments.simulator.till import MANNERS, Made, Manner

STYLE = (
    "body{font:18px/1.5 system-ui,sans-serif;margin:0 auto;max-width:34rem;padding:1rem}"
    "button,select{font:inherit;min-height:48px;width:100%;margin:.25rem 0;border-radius:6px}"
    "button{border:1px solid #999;background:#eee}button.main{background:#00695c;color:#fff}"
    ".play{background:#fff3cd;padding:.5rem;text-align:center}"
)


def pay(made: Made, action: str) -> str:
    """This will lay out the page of one payment; where the provider calls nobody back no manner is asked."""
    manners = "".join(
        f'<option value="{m.value}">{escape(MANNERS[m])}</option>'
        for m in (Manner if made.callback_url else ())
    )
    choice = '<label for="manner">Cổng báo kết quả thế nào</label>'
    choice += f'<select id="manner" name="manner">{manners}</select>'
    done = {"paid": "Đã thanh toán.", "cancelled": "Đã huỷ."}.get(made.status, "")
    buttons = (
        '<button class="main" name="paid" value="all">Thanh toán</button>'
        '<button name="paid" value="half">Chỉ trả một nửa</button>'
        '<button name="paid" value="none">Huỷ</button>'
    )
    body = (
        f'<p>{done} <a href="{escape(made.return_url, quote=True)}">Quay lại</a></p>'
        if done
        else f'<form method="post" action="{escape(action, quote=True)}">'
        f"{choice if manners else ''}{buttons}</form>"
    )
    return page(f"<h1>{made.amount:,} đồng</h1>".replace(",", ".") + f"<p>{escape(made.purpose)}</p>{body}")


def page(body: str) -> str:
    """This will put a body into the frame that says that no money moves here."""
    return (
        '<!doctype html><html lang="vi"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>Cổng thanh toán mô phỏng</title><style>{STYLE}</style>"
        f'<p class="play">CỔNG MÔ PHỎNG – không phải tiền thật</p><main>{body}</main></html>'
    )
