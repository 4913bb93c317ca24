
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('pupils', '0008_contacts_and_groups_have_versions'),
    ]

    operations = [
        migrations.AddField(
            model_name='importrun',
            name='other_school_confirmed',
            field=models.BooleanField(default=False),
        ),
    ]
