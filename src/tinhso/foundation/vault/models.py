"""Which papers are kept for whom, in which versions, used where, and looked at by whom?

What a person could be known by (title, number, signature, the reason somebody looked) is sealed, in rows that
are erased; what stays for ever are ids, codes, days. An owner is a keyed digest, never a number.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tinhso.foundation.vault.rules import BasisKind, Source


class Owner(models.Model):
    """A digest under which papers are kept; `same_as` names the older one that it means."""

    key = models.CharField(_("chủ kho"), max_length=60, unique=True)
    same_as = models.CharField(_("cũng là"), max_length=60, blank=True, db_index=True)
    created_at = models.DateTimeField(_("từ lúc"))

    class Meta:
        verbose_name = _("chủ kho")
        verbose_name_plural = _("chủ kho")

    def __str__(self) -> str:
        return f"owner:{self.pk}"


class Paper(models.Model):
    """One paper of one owner, known by type, number and issuer; `version` is its newest."""

    owner = models.CharField(_("chủ kho"), max_length=60, blank=True)
    type_code = models.CharField(_("loại giấy tờ"), max_length=60)
    number_mark = models.CharField(max_length=32, blank=True)
    issuer_code = models.CharField(_("mã cơ quan cấp"), max_length=60, blank=True)
    version = models.PositiveIntegerField(_("phiên bản mới nhất"), default=0)
    kept_at = models.DateTimeField(_("vào kho lúc"))
    revoked_at = models.DateTimeField(_("thu hồi lúc"), null=True)
    revoked_why = models.TextField(_("lý do thu hồi"), blank=True)
    replaced_by = models.ForeignKey("self", models.SET_NULL, null=True, related_name="replaces")
    replaced_at = models.DateTimeField(_("thay thế lúc"), null=True)
    erased_at = models.DateTimeField(_("đã xoá lúc"), null=True)

    class Meta:
        verbose_name = _("giấy tờ trong kho")
        verbose_name_plural = _("giấy tờ trong kho")
        indexes = [models.Index(fields=["owner", "type_code"], name="vault_by_owner")]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "type_code", "number_mark", "issuer_code"],
                condition=Q(erased_at__isnull=True),
                name="paper_is_kept_once",
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) | Q(owner="", number_mark="", revoked_why=""),
                name="erased_paper_is_nobodys",
            ),
            models.CheckConstraint(
                condition=Q(replaced_by__isnull=True) | ~Q(replaced_by=F("id")),
                name="paper_replaces_another",
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def key(self) -> str:
        """Its name in other rooms."""
        return f"paper:{self.pk}"


class Version(models.Model):
    """What a paper was from one day on; never changed, but for the moment when the next one came."""

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("phiên bản"))
    issuer_name = models.CharField(_("cơ quan cấp"), max_length=300, blank=True)
    issued_on = models.DateField(_("ngày cấp"))
    expires_on = models.DateField(_("có giá trị đến hết ngày"), null=True)
    file = models.CharField(max_length=26, blank=True)
    copied_from = models.CharField(max_length=26, blank=True)
    kind = models.CharField(_("kiểu tệp"), max_length=40)
    pages = models.PositiveIntegerField(_("số trang"), default=0)
    sha256 = models.CharField(_("mã băm SHA-256"), max_length=64, blank=True)
    source = models.CharField(_("nguồn"), max_length=12, choices=[(s.value, s.value) for s in Source])
    certified_by = models.CharField(_("cán bộ xác nhận"), max_length=60, blank=True)
    basis = models.CharField(_("căn cứ"), max_length=10, choices=[(b.value, b.value) for b in BasisKind])
    citation = models.CharField(_("viện dẫn"), max_length=300, blank=True)
    purpose = models.CharField(_("mục đích"), max_length=60, blank=True)
    about = models.CharField(_("việc liên quan"), max_length=120, blank=True)
    root = models.CharField(max_length=120, blank=True)
    kept_at = models.DateTimeField(_("vào kho lúc"))
    replaced_at = models.DateTimeField(_("có bản mới lúc"), null=True)

    class Meta:
        verbose_name = _("phiên bản giấy tờ")
        verbose_name_plural = _("phiên bản giấy tờ")
        indexes = [
            models.Index(fields=["root"], name="vault_kept_about", condition=~Q(root="")),
            models.Index(fields=["kept_at", "source"], name="vault_kept_when"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["paper", "number"], name="versions_are_numbered"),
            models.CheckConstraint(
                condition=(Q(source="digitised") & ~Q(certified_by="")) | ~Q(source="digitised"),
                name="digitised_paper_is_certified",
            ),
            models.CheckConstraint(
                condition=Q(expires_on__isnull=True) | Q(expires_on__gte=F("issued_on")),
                name="paper_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"version:{self.pk}"

    @property
    def file_owner(self) -> str:
        """The key under which the file of this version is kept."""
        return f"paper:{self.paper_id}/v{self.number}"


class Words(models.Model):
    """The title, number and signature of a version, sealed; the row goes when the paper is erased."""

    version = models.OneToOneField(Version, models.CASCADE, related_name="words", primary_key=True)
    sealed = models.TextField()

    class Meta:
        verbose_name = _("chữ trên giấy tờ")
        verbose_name_plural = _("chữ trên giấy tờ")

    def __str__(self) -> str:
        return f"words:{self.pk}"


class Consent(models.Model):
    """An owner's consent to one purpose, with where its proof lies; taken back, it stays as history."""

    owner = models.CharField(_("chủ kho"), max_length=60, blank=True)
    purpose = models.CharField(_("mục đích"), max_length=60)
    proof = models.CharField(_("bằng chứng"), max_length=200, blank=True)
    given_at = models.DateTimeField(_("đồng ý lúc"))
    withdrawn_at = models.DateTimeField(_("rút lại lúc"), null=True)

    class Meta:
        verbose_name = _("sự đồng ý")
        verbose_name_plural = _("sự đồng ý")
        indexes = [models.Index(fields=["owner"], name="vault_consents", condition=~Q(owner=""))]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "purpose"],
                condition=Q(withdrawn_at__isnull=True) & ~Q(owner=""),
                name="consent_is_given_once",
            ),
        ]

    def __str__(self) -> str:
        return f"consent:{self.pk}"


class Link(models.Model):
    """A version of a paper used again by something else ("dossier:12/component:hk01"), for good."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="links")
    to = models.CharField(_("dùng cho"), max_length=120)
    root = models.CharField(max_length=120)
    basis = models.CharField(_("căn cứ"), max_length=10, choices=[(b.value, b.value) for b in BasisKind])
    citation = models.CharField(_("viện dẫn"), max_length=300, blank=True)
    consent = models.ForeignKey(Consent, models.PROTECT, null=True, related_name="links")
    linked_at = models.DateTimeField(_("lúc"))
    ended_at = models.DateTimeField(_("đóng lúc"), null=True)

    class Meta:
        verbose_name = _("lần dùng lại")
        verbose_name_plural = _("lần dùng lại")
        indexes = [
            models.Index(fields=["root"], name="vault_used_for"),
            models.Index(fields=["linked_at"], name="vault_used_when"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "to"], condition=Q(ended_at__isnull=True), name="link_is_made_once"
            ),
            models.CheckConstraint(
                condition=Q(basis="law", consent__isnull=True) | Q(basis="consent", consent__isnull=False),
                name="link_has_its_ground",
            ),
        ]

    def __str__(self) -> str:
        return f"link:{self.pk}"


class Access(models.Model):
    """One opening of a version: in which role, for which body, for what, and why (sealed)."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="accesses")
    at = models.DateTimeField(_("lúc"), db_index=True)
    role = models.CharField(_("vai trò"), max_length=20)
    agency = models.CharField(_("cơ quan"), max_length=60, blank=True)
    to = models.CharField(_("cho việc"), max_length=120, blank=True)
    sealed = models.TextField(blank=True)

    class Meta:
        verbose_name = _("lần xem giấy tờ")
        verbose_name_plural = _("lần xem giấy tờ")

    def __str__(self) -> str:
        return f"access:{self.pk}"
