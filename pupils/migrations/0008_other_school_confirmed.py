
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('pupils', '0007_notes_that_can_be_confined'),
    ]

    operations = [
        migrations.AddField(
            model_name='importrun',
            name='other_school_confirmed',
            field=models.BooleanField(default=False),
        ),
    ]
