"""Which files are kept, for whom, until when? One row each; the bytes lie in the storage by id."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class StoredFile(models.Model):
    """An uploaded picture: private original, renditions without metadata, and what its EXIF said; or a voice
    recording, of which there is nothing but the private original; or a document (PDF) and its first page.

    Place and time of the original stay here, unpublished, to check later whether a proof fits its report.
    A paper (a document, or a picture of one) is never searched for faces and never shown to the public.
    An erased row stays as a tombstone: without salt, hash, place and time it says only that a file was.
    """

    key = models.CharField(_("mã tệp"), max_length=26, unique=True)
    sha256 = models.CharField(_("mã băm SHA-256"), max_length=64, blank=True)
    salt = models.CharField(max_length=32, blank=True)
    size = models.PositiveIntegerField(_("dung lượng"))
    kind = models.CharField(_("kiểu tệp"), max_length=40)
    width = models.PositiveIntegerField(_("chiều rộng"))
    height = models.PositiveIntegerField(_("chiều cao"))
    seconds = models.FloatField(_("số giây (bản ghi âm)"), null=True)
    pages = models.PositiveIntegerField(_("số trang (tài liệu)"), null=True)
    is_paper = models.BooleanField(_("là giấy tờ"), default=False)
    owner = models.CharField(_("thuộc về"), max_length=60, blank=True)
    created_at = models.DateTimeField(_("tải lên lúc"))
    expires_at = models.DateTimeField(_("bỏ nếu chưa dùng trước"))
    attached_at = models.DateTimeField(_("đưa vào dùng lúc"), null=True)
    erased_at = models.DateTimeField(_("đã xoá lúc"), null=True)
    originals_erased_at = models.DateTimeField(_("đã xoá bản gốc lúc"), null=True)
    taken_at = models.DateTimeField(_("chụp lúc"), null=True)
    lat = models.FloatField(_("vĩ độ trong ảnh"), null=True)
    lon = models.FloatField(_("kinh độ trong ảnh"), null=True)
    perceptual = models.CharField(_("mã băm hình"), max_length=16, blank=True)
    band_1 = models.SmallIntegerField(null=True, db_index=True)
    band_2 = models.SmallIntegerField(null=True, db_index=True)
    band_3 = models.SmallIntegerField(null=True, db_index=True)
    band_4 = models.SmallIntegerField(null=True, db_index=True)
    masked_at = models.DateTimeField(_("đã che mặt, biển số lúc"), null=True)
    blurred = models.PositiveSmallIntegerField(_("số vùng đã che"), default=0)
    searched_at = models.DateTimeField(_("máy tìm mặt, biển số lúc"), null=True)
    mask_marks = models.PositiveIntegerField(default=0)
    mask_tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("tệp")
        verbose_name_plural = _("tệp")
        indexes = [
            models.Index(fields=["owner"], name="files_by_owner", condition=~Q(owner="")),
            models.Index(
                fields=["expires_at"], name="files_unused", condition=Q(owner="", erased_at__isnull=True)
            ),
            models.Index(
                fields=["mask_tries", "id"],
                name="files_to_mask",
                condition=Q(masked_at__isnull=True, erased_at__isnull=True, is_paper=False) & ~Q(owner=""),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(owner="", attached_at__isnull=True)
                | (~Q(owner="") & Q(attached_at__isnull=False)),
                name="file_has_an_owner_once_attached",
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True)
                | Q(
                    salt="",
                    sha256="",
                    lat__isnull=True,
                    lon__isnull=True,
                    taken_at__isnull=True,
                    perceptual="",
                    band_1__isnull=True,
                ),
                name="erased_file_keeps_no_data",
            ),
            models.CheckConstraint(
                condition=Q(lat__isnull=True, lon__isnull=True)
                | Q(lat__gte=-90, lat__lte=90, lon__gte=-180, lon__lte=180),
                name="file_position_is_on_earth",
            ),
        ]

    def __str__(self) -> str:
        return f"file:{self.pk}"


class Region(models.Model):
    """A part of a picture that the public does not see: where (in fractions of its sides), what, who said so.

    A machine's region that a person found wrong stays as a row with `removed_at`; all go with the picture.
    """

    class Kind(models.TextChoices):
        FACE = "face", _("mặt người")
        PLATE = "plate", _("biển số")
        DRAWN = "drawn", _("vùng tự vẽ")

    file = models.ForeignKey(StoredFile, models.CASCADE, related_name="regions")
    x = models.FloatField()
    y = models.FloatField()
    w = models.FloatField()
    h = models.FloatField()
    kind = models.CharField(_("loại"), max_length=10, choices=Kind)
    score = models.FloatField(_("điểm của máy"), default=0.0)
    by = models.CharField(_("do"), max_length=60)
    at = models.DateTimeField(_("lúc"))
    removed_at = models.DateTimeField(_("bỏ lúc"), null=True)
    removed_by = models.CharField(_("người bỏ"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("vùng che")
        verbose_name_plural = _("vùng che")
        constraints = [
            models.CheckConstraint(
                condition=Q(x__gte=0, y__gte=0, w__gt=0, h__gt=0, x__lte=1, y__lte=1, w__lte=1, h__lte=1),
                name="region_lies_in_the_picture",
            ),
        ]

    def __str__(self) -> str:
        return f"region:{self.pk}"
