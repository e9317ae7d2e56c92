"""Which rows does the index begin with? The five groups of Quyết định 766/QĐ-TTg, all marked as samples.

The maxima of the groups (18, 20, 22, 22, 18) were published with the decision; how they are shared out within
a group is taken from public tables of provinces and of the portal, those of 3.1 to 3.3 inferred from them.
"""

# ruff: noqa: E501 (a table)
from collections.abc import Sequence
from datetime import date

SINCE = date(2025, 7, 1)
CITATION = "Quyết định 766/QĐ-TTg ngày 23/6/2022 của Thủ tướng Chính phủ"
SHARED_OUT = "Điểm tối đa trong nhóm theo bảng đối chiếu công khai, chưa đọc nguyên văn phụ lục."
INFERRED = "Điểm tối đa suy ra từ bảng điều hành công khai, chưa đọc nguyên văn phụ lục."

Indicator = tuple[str, int, str, str, float, float | None, str, str]
# code, group, name, English name, maximum, target, formula, note
INDICATORS: Sequence[Indicator] = (
    ("1.1", 1, "Thủ tục công bố đúng hạn", "Procedures announced on time", 6, None, "entered", SHARED_OUT),
    ("1.2", 1, "Thủ tục cập nhật, công khai đúng hạn", "Procedures published on time", 4, None, "entered", SHARED_OUT),
    ("1.3", 1, "Thủ tục công khai đủ các bộ phận", "Procedures published with all their parts", 2, None, "complete_procedures", SHARED_OUT),
    ("1.4", 1, "Hồ sơ đồng bộ lên Cổng Dịch vụ công quốc gia", "Dossiers told to the national portal", 6, None, "synced", SHARED_OUT),
    ("2.1", 2, "Hồ sơ xử lý trước hạn, đúng hạn", "Dossiers handled early or on time", 20, None, "on_course", ""),
    ("2.2", 2, "Thời gian giải quyết trung bình", "Mean time to a decision", 0, None, "mean_days", "Chỉ để theo dõi, không chấm điểm."),
    ("3.1", 3, "Thủ tục có dịch vụ công trực tuyến", "Procedures offered online", 2, 0.8, "online_procedures", INFERRED),
    ("3.2", 3, "Dịch vụ công trực tuyến có hồ sơ", "Online services that are used", 4, None, "online_used", INFERRED),
    ("3.3", 3, "Hồ sơ nộp trực tuyến", "Dossiers filed online", 6, 0.5, "online_dossiers", INFERRED),
    ("3.5a", 3, "Thủ tục có phí thanh toán được trên Cổng quốc gia", "Procedures with a fee payable on the national portal", 2, 0.8, "fees_told", SHARED_OUT),
    ("3.5b", 3, "Thủ tục có giao dịch thanh toán trực tuyến", "Procedures with an online payment", 2, 0.8, "fees_online", SHARED_OUT),
    ("3.6", 3, "Hồ sơ thanh toán trực tuyến", "Dossiers paid online", 6, None, "paid_online", SHARED_OUT),
    ("4.1", 4, "Hồ sơ cấp kết quả điện tử", "Dossiers with an electronic result", 6, None, "e_results", SHARED_OUT),
    ("4.2", 4, "Hồ sơ được số hoá", "Dossiers digitised", 4, 0.8, "digitised", SHARED_OUT),
    ("4.3", 4, "Hồ sơ dùng lại dữ liệu số hoá", "Dossiers that reuse digitised data", 2, 0.8, "reused", SHARED_OUT),
    ("4.4", 4, "Hồ sơ lấy giấy tờ từ kho dữ liệu", "Dossiers with papers from the data store", 4, None, "from_store", SHARED_OUT),
    ("4.5a", 4, "Thủ tục kết nối dữ liệu dân cư", "Procedures linked to the population register", 2, None, "population_procedures", SHARED_OUT),
    ("4.5b", 4, "Hồ sơ dùng dữ liệu dân cư", "Dossiers that use the population register", 2, None, "population_dossiers", SHARED_OUT),
    ("4.6", 4, "Chứng thực bản sao điện tử", "Certified electronic copies", 2, None, "entered", SHARED_OUT),
    ("5.1", 5, "Phản ánh, kiến nghị theo phân loại", "Petitions by kind", 0, None, "petition_kinds", "Chỉ để theo dõi, không chấm điểm."),
    ("5.2", 5, "Phản ánh, kiến nghị trả lời đúng hạn", "Petitions answered on time", 6, None, "petitions_in_time", SHARED_OUT),
    ("5.3", 5, "Hài lòng trong xử lý phản ánh, kiến nghị", "Satisfaction with the answers", 6, None, "entered", SHARED_OUT),
    ("5.4", 5, "Hài lòng trong giải quyết thủ tục", "Satisfaction with the handling", 6, 0.9, "content", SHARED_OUT),
)  # fmt: skip
