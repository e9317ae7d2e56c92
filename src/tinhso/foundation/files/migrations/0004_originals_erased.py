"""Note when what the cameras wrote was let go."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("files", "0003_regions")]

    operations = [
        migrations.AddField(
            model_name="storedfile",
            name="originals_erased_at",
            field=models.DateTimeField(null=True, verbose_name="đã xoá bản gốc lúc"),
        ),
    ]
