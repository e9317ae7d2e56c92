"""Let files be papers: documents with pages, and pictures that nobody but their room shows."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("files", "0004_originals_erased")]

    operations = [
        migrations.AddField(
            model_name="storedfile",
            name="pages",
            field=models.PositiveIntegerField(null=True, verbose_name="số trang (tài liệu)"),
        ),
        migrations.AddField(
            model_name="storedfile",
            name="is_paper",
            field=models.BooleanField(default=False, verbose_name="là giấy tờ"),
        ),
        migrations.RemoveIndex(model_name="storedfile", name="files_to_mask"),
        migrations.AddIndex(
            model_name="storedfile",
            index=models.Index(
                fields=["mask_tries", "id"],
                name="files_to_mask",
                condition=Q(masked_at__isnull=True, erased_at__isnull=True, is_paper=False) & ~Q(owner=""),
            ),
        ),
    ]
