from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("files", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="storedfile",
            name="seconds",
            field=models.FloatField(null=True, verbose_name="số giây (bản ghi âm)"),
        ),
    ]
