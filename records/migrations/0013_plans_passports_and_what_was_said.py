"""Plans, reviews, agencies, passports and what was said, as the migrations before it left them."""

import django.contrib.postgres.fields
import django.contrib.postgres.search
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
import senco.rows
from django.conf import settings
from django.db import migrations, models

from senco.migrating import MakeTogether


class Migration(migrations.Migration):

    replaces = [
        ('records', '0001_plans_reviews_agencies'),
        ('records', '0002_review_says_when_advice_was_asked_for'),
        ('records', '0003_plans_from_a_file'),
        ('records', '0004_passports'),
        ('records', '0005_what_was_said_and_is_owed'),
        ('records', '0006_what_files_alone_wrote'),
        ('records', '0007_care_and_education_plans'),
        ('records', '0008_what_holders_disclose'),
        ('records', '0010_papers'),
        ('records', '0011_parents_ask_to_meet'),
        ('records', '0012_words_of_titles'),
    ]

    initial = True

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
        ('pupils', '0030_pupils_register_and_concerns'),
        ('senco', '0009_schools_people_and_links'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        MakeTogether([
            migrations.CreateModel(
                name='Agency',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=150)),
                    ('short_name', models.CharField(blank=True, max_length=30, verbose_name='Known as')),
                    ('kind', models.CharField(choices=[('education', 'Education'), ('health', 'Health'), ('social_care', 'Social care'), ('voluntary', 'Voluntary'), ('other', 'Other')], default='other', max_length=12)),
                    ('email', models.EmailField(blank=True, max_length=254, verbose_name='E-mail')),
                    ('phone', models.CharField(blank=True, max_length=40)),
                    ('address', models.TextField(blank=True)),
                    ('website', models.URLField(blank=True)),
                    ('note', models.TextField(blank=True)),
                    ('closed_on', models.DateField(blank=True, null=True)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                ],
                options={
                    'ordering': ['name'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='AgencyEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('name', models.CharField(max_length=150)),
                    ('short_name', models.CharField(blank=True, max_length=30, verbose_name='Known as')),
                    ('kind', models.CharField(choices=[('education', 'Education'), ('health', 'Health'), ('social_care', 'Social care'), ('voluntary', 'Voluntary'), ('other', 'Other')], default='other', max_length=12)),
                    ('email', models.EmailField(blank=True, max_length=254, verbose_name='E-mail')),
                    ('phone', models.CharField(blank=True, max_length=40)),
                    ('address', models.TextField(blank=True)),
                    ('website', models.URLField(blank=True)),
                    ('note', models.TextField(blank=True)),
                    ('closed_on', models.DateField(blank=True, null=True)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='records.agency')),
                    ('school', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='senco.school')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='CareConsent',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(blank=True, null=True)),
                    ('what', models.CharField(choices=[('assessment', 'Assessment of special educational needs'), ('information', 'Sharing information with other professionals'), ('treatment', 'Medical treatment'), ('medicine', 'Medicines and first aid at school'), ('trips', 'Trips and visits'), ('nights', 'Nights away from home'), ('pictures', 'Photographs and video'), ('other', 'Something else')], max_length=12, verbose_name='To what?')),
                    ('who', models.CharField(max_length=200, verbose_name='Who may consent?')),
                    ('note', models.CharField(blank=True, max_length=300, verbose_name='In which cases, or how it is known')),
                    ('pupil', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_rows', to='pupils.pupil')),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                    ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['what', '-starts_on', '-pk'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='CareConsentEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(blank=True, null=True)),
                    ('what', models.CharField(choices=[('assessment', 'Assessment of special educational needs'), ('information', 'Sharing information with other professionals'), ('treatment', 'Medical treatment'), ('medicine', 'Medicines and first aid at school'), ('trips', 'Trips and visits'), ('nights', 'Nights away from home'), ('pictures', 'Photographs and video'), ('other', 'Something else')], max_length=12, verbose_name='To what?')),
                    ('who', models.CharField(max_length=200, verbose_name='Who may consent?')),
                    ('note', models.CharField(blank=True, max_length=300, verbose_name='In which cases, or how it is known')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='records.careconsent')),
                    ('pupil', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='pupils.pupil')),
                    ('school', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='senco.school')),
                    ('written_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='CareDetails',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('authority', models.CharField(blank=True, max_length=100, verbose_name='Authority that looks after the child, or did')),
                    ('virtual_school', models.CharField(blank=True, max_length=100, verbose_name='Contact at the virtual school')),
                    ('virtual_school_email', models.EmailField(blank=True, max_length=254, verbose_name='E-mail of the virtual school')),
                    ('virtual_school_phone', models.CharField(blank=True, max_length=40, verbose_name='Telephone of the virtual school')),
                    ('worker', models.CharField(blank=True, max_length=100, verbose_name='Social worker')),
                    ('worker_email', models.EmailField(blank=True, max_length=254, verbose_name='E-mail of the social worker')),
                    ('worker_phone', models.CharField(blank=True, max_length=40, verbose_name='Telephone of the social worker')),
                    ('responsibility', models.TextField(blank=True, verbose_name='Who holds parental responsibility')),
                    ('as_of', models.DateField(verbose_name='Known to be so on')),
                    ('written_at', models.DateTimeField(auto_now=True)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('pupil', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='pupils.pupil')),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                    ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='CareDetailsEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('authority', models.CharField(blank=True, max_length=100, verbose_name='Authority that looks after the child, or did')),
                    ('virtual_school', models.CharField(blank=True, max_length=100, verbose_name='Contact at the virtual school')),
                    ('virtual_school_email', models.EmailField(blank=True, max_length=254, verbose_name='E-mail of the virtual school')),
                    ('virtual_school_phone', models.CharField(blank=True, max_length=40, verbose_name='Telephone of the virtual school')),
                    ('worker', models.CharField(blank=True, max_length=100, verbose_name='Social worker')),
                    ('worker_email', models.EmailField(blank=True, max_length=254, verbose_name='E-mail of the social worker')),
                    ('worker_phone', models.CharField(blank=True, max_length=40, verbose_name='Telephone of the social worker')),
                    ('responsibility', models.TextField(blank=True, verbose_name='Who holds parental responsibility')),
                    ('as_of', models.DateField(verbose_name='Known to be so on')),
                    ('written_at', models.DateTimeField(auto_now=True)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='records.caredetails')),
                    ('pupil', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='pupils.pupil')),
                    ('school', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='senco.school')),
                    ('written_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Communication',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('confined_to', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), blank=True, default=list, size=None, verbose_name='Only for')),
                    ('kind', models.CharField(choices=[('call', 'Call'), ('meeting', 'Meeting'), ('letter', 'Letter'), ('email', 'E-mail'), ('message', 'Message'), ('visit', 'Visit')], max_length=8, verbose_name='What was it?')),
                    ('direction', models.CharField(blank=True, choices=[('', 'Not said'), ('out', 'We did'), ('in', 'They did')], max_length=3, verbose_name='Who got in touch?')),
                    ('on', models.DateField(verbose_name='On which day?')),
                    ('at', models.TimeField(blank=True, null=True, verbose_name='At what time?')),
                    ('others', models.CharField(blank=True, max_length=300, verbose_name='Anybody else')),
                    ('about', models.CharField(max_length=150, verbose_name='What about?')),
                    ('said', models.TextField(blank=True, verbose_name='What was said?')),
                    ('agreed', models.TextField(blank=True, verbose_name='What was agreed?')),
                    ('counts_as_meeting', models.BooleanField(default=False, verbose_name='One of the three meetings a year with the parents')),
                    ('written_at', models.DateTimeField(auto_now_add=True)),
                    ('is_sent_from_here', models.BooleanField(default=False, editable=False)),
                    ('removed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('pupil', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='communications', to='pupils.pupil')),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                    ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-on', '-pk'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='CommunicationEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('confined_to', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), blank=True, default=list, size=None, verbose_name='Only for')),
                    ('kind', models.CharField(choices=[('call', 'Call'), ('meeting', 'Meeting'), ('letter', 'Letter'), ('email', 'E-mail'), ('message', 'Message'), ('visit', 'Visit')], max_length=8, verbose_name='What was it?')),
                    ('direction', models.CharField(blank=True, choices=[('', 'Not said'), ('out', 'We did'), ('in', 'They did')], max_length=3, verbose_name='Who got in touch?')),
                    ('on', models.DateField(verbose_name='On which day?')),
                    ('at', models.TimeField(blank=True, null=True, verbose_name='At what time?')),
                    ('others', models.CharField(blank=True, max_length=300, verbose_name='Anybody else')),
                    ('about', models.CharField(max_length=150, verbose_name='What about?')),
                    ('said', models.TextField(blank=True, verbose_name='What was said?')),
                    ('agreed', models.TextField(blank=True, verbose_name='What was agreed?')),
                    ('counts_as_meeting', models.BooleanField(default=False, verbose_name='One of the three meetings a year with the parents')),
                    ('written_at', models.DateTimeField(auto_now_add=True)),
                    ('is_sent_from_here', models.BooleanField(default=False, editable=False)),
                    ('removed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='records.communication')),
                    ('pupil', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='pupils.pupil')),
                    ('school', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='senco.school')),
                    ('written_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='CommunicationPerson',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('email', models.EmailField(blank=True, max_length=254)),
                    ('sent_at', models.DateTimeField(blank=True, null=True)),
                    ('refusal', models.CharField(blank=True, max_length=300)),
                    ('communication', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='people', to='records.communication')),
                    ('contact', senco.rows.SchoolForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='pupils.contact')),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                ],
                options={
                    'ordering': ['pk'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='CommunicationStaff',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('communication', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='staff', to='records.communication')),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['pk'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='CommunicationStaffEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('communication', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='records.communication')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='records.communicationstaff')),
                    ('school', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='senco.school')),
                    ('user', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='DigestLook',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField()),
                    ('group', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='digest_looks', to='pupils.teachinggroup')),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Disclosure',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('subject_kind', models.CharField(max_length=40)),
                    ('subject_id', models.BigIntegerField()),
                    ('discloses', models.BooleanField()),
                    ('why', models.CharField(blank=True, max_length=300, verbose_name='Why it is withheld')),
                    ('decided_at', models.DateTimeField(auto_now=True)),
                    ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('pupil', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='pupils.pupil')),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='DisclosureEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('subject_kind', models.CharField(max_length=40)),
                    ('subject_id', models.BigIntegerField()),
                    ('discloses', models.BooleanField()),
                    ('why', models.CharField(blank=True, max_length=300, verbose_name='Why it is withheld')),
                    ('decided_at', models.DateTimeField(auto_now=True)),
                    ('decided_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='records.disclosure')),
                    ('pupil', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='pupils.pupil')),
                    ('school', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='senco.school')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Document',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('confined_to', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), blank=True, default=list, size=None, verbose_name='Only for')),
                    ('title', models.CharField(max_length=150)),
                    ('kind', models.CharField(choices=[('report', 'Report'), ('assessment', 'Assessment'), ('advice', 'Advice'), ('letter', 'Letter'), ('ehc_plan', 'EHC plan'), ('plan', 'Other plan'), ('minutes', 'Minutes or notes of a meeting'), ('medical', 'Medical'), ('consent', 'Consent'), ('work', 'The pupil’s own work'), ('other', 'Something else')], max_length=12, verbose_name='What is it?')),
                    ('dated_on', models.DateField(verbose_name='Date on it')),
                    ('from_whom', models.CharField(blank=True, max_length=120, verbose_name='From whom?')),
                    ('note', models.TextField(blank=True, verbose_name='Note')),
                    ('added_at', models.DateTimeField(auto_now_add=True)),
                    ('removed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('pupil', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='pupils.pupil')),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                ],
                options={
                    'ordering': ['-dated_on', '-pk'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='DocumentEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('confined_to', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), blank=True, default=list, size=None, verbose_name='Only for')),
                    ('title', models.CharField(max_length=150)),
                    ('kind', models.CharField(choices=[('report', 'Report'), ('assessment', 'Assessment'), ('advice', 'Advice'), ('letter', 'Letter'), ('ehc_plan', 'EHC plan'), ('plan', 'Other plan'), ('minutes', 'Minutes or notes of a meeting'), ('medical', 'Medical'), ('consent', 'Consent'), ('work', 'The pupil’s own work'), ('other', 'Something else')], max_length=12, verbose_name='What is it?')),
                    ('dated_on', models.DateField(verbose_name='Date on it')),
                    ('from_whom', models.CharField(blank=True, max_length=120, verbose_name='From whom?')),
                    ('note', models.TextField(blank=True, verbose_name='Note')),
                    ('added_at', models.DateTimeField(auto_now_add=True)),
                    ('removed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('added_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='records.document')),
                    ('pupil', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='pupils.pupil')),
                    ('school', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='senco.school')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='DocumentTitleWord',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('word', models.CharField(db_collation='C', max_length=100)),
                    ('document', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='title_words', to='records.document')),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='DocumentVersion',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveSmallIntegerField()),
                    ('is_shown', models.BooleanField(default=True)),
                    ('path', models.CharField(editable=False, max_length=150)),
                    ('file_name', models.CharField(max_length=150)),
                    ('file_kind', models.CharField(max_length=5)),
                    ('size', models.PositiveIntegerField()),
                    ('digest', models.CharField(editable=False, max_length=64)),
                    ('pages', models.PositiveIntegerField(blank=True, null=True)),
                    ('scan', models.CharField(blank=True, choices=[('', 'Not looked at for viruses'), ('waiting', 'To be looked at for viruses'), ('clean', 'No virus found'), ('virus', 'A virus was found')], max_length=8)),
                    ('reading', models.CharField(choices=[('waiting', 'Its words are being read'), ('read', 'Its words can be searched'), ('nothing', 'No words in it: a scan or a picture'), ('locked', 'Kept by a password'), ('failed', 'Its words could not be read')], default='waiting', max_length=8)),
                    ('is_cut', models.BooleanField(default=False)),
                    ('sent_at', models.DateTimeField(auto_now_add=True)),
                    ('document', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='records.document')),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                    ('sent_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-number'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='DocumentVersionEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('number', models.PositiveSmallIntegerField()),
                    ('is_shown', models.BooleanField(default=True)),
                    ('file_name', models.CharField(max_length=150)),
                    ('file_kind', models.CharField(max_length=5)),
                    ('size', models.PositiveIntegerField()),
                    ('digest', models.CharField(editable=False, max_length=64)),
                    ('pages', models.PositiveIntegerField(blank=True, null=True)),
                    ('scan', models.CharField(blank=True, choices=[('', 'Not looked at for viruses'), ('waiting', 'To be looked at for viruses'), ('clean', 'No virus found'), ('virus', 'A virus was found')], max_length=8)),
                    ('reading', models.CharField(choices=[('waiting', 'Its words are being read'), ('read', 'Its words can be searched'), ('nothing', 'No words in it: a scan or a picture'), ('locked', 'Kept by a password'), ('failed', 'Its words could not be read')], default='waiting', max_length=8)),
                    ('is_cut', models.BooleanField(default=False)),
                    ('sent_at', models.DateTimeField(auto_now_add=True)),
                    ('document', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='records.document')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='records.documentversion')),
                    ('school', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='senco.school')),
                    ('sent_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='DocumentWords',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('about', models.TextField(blank=True)),
                    ('text', models.TextField(blank=True)),
                    ('words', models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.SearchVector('about', config='english', weight='A'), '||', django.contrib.postgres.search.SearchVector('text', config='english', weight='B'), django.contrib.postgres.search.SearchConfig('english')), output_field=django.contrib.postgres.search.SearchVectorField())),
                    ('document', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='words', to='records.document')),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Involvement',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('purpose', models.CharField(blank=True, max_length=300, verbose_name='What for')),
                    ('starts_on', models.DateField(verbose_name='From')),
                    ('ends_on', models.DateField(blank=True, null=True, verbose_name='Until')),
                    ('agency', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='involvements', to='records.agency')),
                    ('pupil', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='involvements', to='pupils.pupil')),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                ],
                options={
                    'ordering': ['-starts_on', '-pk'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='MeetingRequest',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('who', models.CharField(blank=True, max_length=120, verbose_name='Somebody else')),
                    ('how', models.CharField(choices=[('call', 'By telephone'), ('said', 'In person'), ('written', 'In writing')], max_length=8, verbose_name='How did they ask?')),
                    ('asked_on', models.DateField(verbose_name='On which day?')),
                    ('about', models.CharField(blank=True, max_length=300, verbose_name='What about?')),
                    ('taken_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                    ('contact', senco.rows.SchoolForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='pupils.contact')),
                    ('held', senco.rows.SchoolForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.communication')),
                    ('pupil', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='meeting_requests', to='pupils.pupil')),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                    ('taken_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('withdrawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-asked_on', '-pk'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='MeetingRequestEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('who', models.CharField(blank=True, max_length=120, verbose_name='Somebody else')),
                    ('how', models.CharField(choices=[('call', 'By telephone'), ('said', 'In person'), ('written', 'In writing')], max_length=8, verbose_name='How did they ask?')),
                    ('asked_on', models.DateField(verbose_name='On which day?')),
                    ('about', models.CharField(blank=True, max_length=300, verbose_name='What about?')),
                    ('taken_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                    ('contact', senco.rows.SchoolForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='pupils.contact')),
                    ('held', senco.rows.SchoolForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='records.communication')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='records.meetingrequest')),
                    ('pupil', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='pupils.pupil')),
                    ('school', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='senco.school')),
                    ('taken_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('withdrawn_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Passport',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('likes', models.TextField(blank=True, max_length=700, verbose_name='What I like')),
                    ('helps', models.TextField(blank=True, max_length=700, verbose_name='What helps me')),
                    ('hard', models.TextField(blank=True, max_length=700, verbose_name='What is hard for me')),
                    ('words_by', models.CharField(choices=[('pupil', "The pupil's own words"), ('told', 'What the pupil told us, written down by an adult'), ('adults', 'Written by adults who know the pupil')], default='told', max_length=10, verbose_name='Whose words these are')),
                    ('facts', models.TextField(blank=True, max_length=700, verbose_name='Key facts')),
                    ('draft_since', models.DateTimeField(blank=True, editable=False, null=True)),
                    ('review_on', models.DateField(blank=True, editable=False, null=True)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('pupil', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='passports', to='pupils.pupil')),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='PassportChase',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('asked_at', models.DateTimeField(auto_now_add=True)),
                    ('asked_on', models.DateField()),
                    ('sent_at', models.DateTimeField(null=True)),
                    ('done_on', models.DateField(null=True)),
                    ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='PassportPicture',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('file', models.FileField(upload_to='passports/%Y')),
                    ('alt', models.CharField(max_length=120, verbose_name='What it shows')),
                    ('width', models.PositiveIntegerField()),
                    ('height', models.PositiveIntegerField()),
                    ('made_at', models.DateTimeField(auto_now_add=True)),
                    ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('pupil', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='passport_pictures', to='pupils.pupil')),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='PassportEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('likes', models.TextField(blank=True, max_length=700, verbose_name='What I like')),
                    ('helps', models.TextField(blank=True, max_length=700, verbose_name='What helps me')),
                    ('hard', models.TextField(blank=True, max_length=700, verbose_name='What is hard for me')),
                    ('words_by', models.CharField(choices=[('pupil', "The pupil's own words"), ('told', 'What the pupil told us, written down by an adult'), ('adults', 'Written by adults who know the pupil')], default='told', max_length=10, verbose_name='Whose words these are')),
                    ('facts', models.TextField(blank=True, max_length=700, verbose_name='Key facts')),
                    ('draft_since', models.DateTimeField(blank=True, editable=False, null=True)),
                    ('review_on', models.DateField(blank=True, editable=False, null=True)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='records.passport')),
                    ('pupil', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='pupils.pupil')),
                    ('school', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='senco.school')),
                    ('picture', senco.rows.SchoolForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='records.passportpicture')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.AddField(
                model_name='passport',
                name='picture',
                field=senco.rows.SchoolForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.passportpicture'),
            ),
            migrations.CreateModel(
                name='PassportVersion',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveIntegerField()),
                    ('why', models.CharField(choices=[('agreed', 'Agreed'), ('safety', 'Safety changed')], max_length=6)),
                    ('content', models.JSONField()),
                    ('agreed_on', models.DateField(null=True)),
                    ('agreed_with', models.CharField(blank=True, choices=[('both', 'the pupil and the parents'), ('pupil', 'the pupil'), ('parents', 'the parents')], max_length=10)),
                    ('review_on', models.DateField(null=True)),
                    ('made_at', models.DateTimeField()),
                    ('replaced_at', models.DateTimeField(null=True)),
                    ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('picture', senco.rows.SchoolForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.passportpicture')),
                    ('pupil', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='passport_versions', to='pupils.pupil')),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                ],
                options={
                    'ordering': ['-number'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='PassportReading',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField(auto_now_add=True)),
                    ('pupil', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='passport_readings', to='pupils.pupil')),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('version', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='readings', to='records.passportversion')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Pep',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('starts_on', models.DateField(editable=False)),
                    ('ends_on', models.DateField(editable=False)),
                    ('held_on', models.DateField(blank=True, null=True, verbose_name='On which day was it held?')),
                    ('agreed', models.TextField(blank=True, verbose_name='What was agreed?')),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('pupil', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='pupils.pupil')),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                    ('written_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-starts_on', '-pk'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='PepEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('starts_on', models.DateField(editable=False)),
                    ('ends_on', models.DateField(editable=False)),
                    ('held_on', models.DateField(blank=True, null=True, verbose_name='On which day was it held?')),
                    ('agreed', models.TextField(blank=True, verbose_name='What was agreed?')),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='records.pep')),
                    ('pupil', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='pupils.pupil')),
                    ('school', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='senco.school')),
                    ('written_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Plan',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('ehc_plan', 'EHC plan'), ('support_plan', 'Support plan')], max_length=20)),
                    ('made_on', models.DateField(help_text='The date on the first final plan.', verbose_name='Made on')),
                    ('amended_on', models.DateField(blank=True, null=True, verbose_name='Last amended on')),
                    ('ceased_on', models.DateField(blank=True, null=True, verbose_name='Ceased on')),
                    ('local_authority', models.CharField(blank=True, max_length=100)),
                    ('weekly_hours', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name='Hours of support a week')),
                    ('note', models.TextField(blank=True)),
                    ('from_import', models.BooleanField(default=False, editable=False)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('file_version', models.PositiveIntegerField(default=1, editable=False)),
                    ('pupil', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='pupils.pupil')),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                ],
                options={
                    'ordering': ['-made_on', '-pk'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='PlanEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('kind', models.CharField(choices=[('ehc_plan', 'EHC plan'), ('support_plan', 'Support plan')], max_length=20)),
                    ('made_on', models.DateField(help_text='The date on the first final plan.', verbose_name='Made on')),
                    ('amended_on', models.DateField(blank=True, null=True, verbose_name='Last amended on')),
                    ('ceased_on', models.DateField(blank=True, null=True, verbose_name='Ceased on')),
                    ('local_authority', models.CharField(blank=True, max_length=100)),
                    ('weekly_hours', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name='Hours of support a week')),
                    ('note', models.TextField(blank=True)),
                    ('from_import', models.BooleanField(default=False, editable=False)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('file_version', models.PositiveIntegerField(default=1, editable=False)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='records.plan')),
                    ('pupil', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='pupils.pupil')),
                    ('school', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='senco.school')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='PlanSection',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=2)),
                    ('text', models.TextField(blank=True)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('plan', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='sections', to='records.plan')),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                ],
                options={
                    'ordering': ['code'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='PlanSectionEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('code', models.CharField(max_length=2)),
                    ('text', models.TextField(blank=True)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='records.plansection')),
                    ('plan', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='records.plan')),
                    ('school', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='senco.school')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Professional',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=150)),
                    ('job', models.CharField(blank=True, max_length=100, verbose_name='Job title')),
                    ('email', models.EmailField(blank=True, max_length=254, verbose_name='E-mail')),
                    ('phone', models.CharField(blank=True, max_length=40)),
                    ('left_on', models.DateField(blank=True, null=True)),
                    ('agency', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='professionals', to='records.agency')),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                ],
                options={
                    'ordering': ['name'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='InvolvementEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('purpose', models.CharField(blank=True, max_length=300, verbose_name='What for')),
                    ('starts_on', models.DateField(verbose_name='From')),
                    ('ends_on', models.DateField(blank=True, null=True, verbose_name='Until')),
                    ('agency', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='records.agency')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='records.involvement')),
                    ('pupil', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='pupils.pupil')),
                    ('school', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='senco.school')),
                    ('professional', senco.rows.SchoolForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='records.professional')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.AddField(
                model_name='involvement',
                name='professional',
                field=senco.rows.SchoolForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='involvements', to='records.professional'),
            ),
            migrations.CreateModel(
                name='CommunicationPersonEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('email', models.EmailField(blank=True, max_length=254)),
                    ('sent_at', models.DateTimeField(blank=True, null=True)),
                    ('refusal', models.CharField(blank=True, max_length=300)),
                    ('communication', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='records.communication')),
                    ('contact', senco.rows.SchoolForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='pupils.contact')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='records.communicationperson')),
                    ('school', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='senco.school')),
                    ('professional', senco.rows.SchoolForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='records.professional')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.AddField(
                model_name='communicationperson',
                name='professional',
                field=senco.rows.SchoolForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.professional'),
            ),
            migrations.CreateModel(
                name='ProfessionalEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('name', models.CharField(max_length=150)),
                    ('job', models.CharField(blank=True, max_length=100, verbose_name='Job title')),
                    ('email', models.EmailField(blank=True, max_length=254, verbose_name='E-mail')),
                    ('phone', models.CharField(blank=True, max_length=40)),
                    ('left_on', models.DateField(blank=True, null=True)),
                    ('agency', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='records.agency')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='records.professional')),
                    ('school', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='senco.school')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Promise',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('what', models.CharField(max_length=200, verbose_name='What is owed?')),
                    ('by_whom', models.CharField(blank=True, max_length=100, verbose_name='By whom?')),
                    ('due_on', models.DateField(verbose_name='By when?')),
                    ('done_on', models.DateField(blank=True, null=True)),
                    ('communication', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='promises', to='records.communication')),
                    ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                ],
                options={
                    'ordering': ['due_on', 'pk'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='PromiseEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('what', models.CharField(max_length=200, verbose_name='What is owed?')),
                    ('by_whom', models.CharField(blank=True, max_length=100, verbose_name='By whom?')),
                    ('due_on', models.DateField(verbose_name='By when?')),
                    ('done_on', models.DateField(blank=True, null=True)),
                    ('communication', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='records.communication')),
                    ('owner', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='records.promise')),
                    ('school', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='senco.school')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Review',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('annual', 'Annual review'), ('interim', 'Interim review'), ('phase_transfer', 'Phase transfer review')], default='annual', max_length=20)),
                    ('meeting_on', models.DateField(blank=True, null=True, verbose_name='Meeting on')),
                    ('advice_asked_on', models.DateField(blank=True, null=True, verbose_name='Advice asked for on')),
                    ('invited_on', models.DateField(blank=True, null=True, verbose_name='Invitations sent on')),
                    ('circulated_on', models.DateField(blank=True, null=True, verbose_name='Advice circulated on')),
                    ('held_on', models.DateField(blank=True, null=True, verbose_name='Meeting held on')),
                    ('report_sent_on', models.DateField(blank=True, null=True, verbose_name='Report sent on')),
                    ('decision', models.CharField(blank=True, choices=[('keep', 'Keep the plan as it is'), ('amend', 'Amend the plan'), ('cease', 'Cease the plan')], max_length=10, verbose_name="Authority's decision")),
                    ('decision_notified_on', models.DateField(blank=True, null=True, verbose_name='Decision notified on')),
                    ('amend_notice_sent_on', models.DateField(blank=True, null=True, verbose_name='Amendment notice sent on')),
                    ('final_plan_on', models.DateField(blank=True, null=True, verbose_name='Final plan received on')),
                    ('completed_on', models.DateField(blank=True, editable=False, null=True)),
                    ('cancelled_on', models.DateField(blank=True, editable=False, null=True)),
                    ('cancelled_why', models.CharField(blank=True, max_length=300)),
                    ('from_import', models.BooleanField(default=False, editable=False)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('plan', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='records.plan')),
                    ('pupil', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='pupils.pupil')),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                ],
                options={
                    'ordering': ['-meeting_on', '-pk'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='ReviewEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('kind', models.CharField(choices=[('annual', 'Annual review'), ('interim', 'Interim review'), ('phase_transfer', 'Phase transfer review')], default='annual', max_length=20)),
                    ('meeting_on', models.DateField(blank=True, null=True, verbose_name='Meeting on')),
                    ('advice_asked_on', models.DateField(blank=True, null=True, verbose_name='Advice asked for on')),
                    ('invited_on', models.DateField(blank=True, null=True, verbose_name='Invitations sent on')),
                    ('circulated_on', models.DateField(blank=True, null=True, verbose_name='Advice circulated on')),
                    ('held_on', models.DateField(blank=True, null=True, verbose_name='Meeting held on')),
                    ('report_sent_on', models.DateField(blank=True, null=True, verbose_name='Report sent on')),
                    ('decision', models.CharField(blank=True, choices=[('keep', 'Keep the plan as it is'), ('amend', 'Amend the plan'), ('cease', 'Cease the plan')], max_length=10, verbose_name="Authority's decision")),
                    ('decision_notified_on', models.DateField(blank=True, null=True, verbose_name='Decision notified on')),
                    ('amend_notice_sent_on', models.DateField(blank=True, null=True, verbose_name='Amendment notice sent on')),
                    ('final_plan_on', models.DateField(blank=True, null=True, verbose_name='Final plan received on')),
                    ('completed_on', models.DateField(blank=True, editable=False, null=True)),
                    ('cancelled_on', models.DateField(blank=True, editable=False, null=True)),
                    ('cancelled_why', models.CharField(blank=True, max_length=300)),
                    ('from_import', models.BooleanField(default=False, editable=False)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('created_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='records.review')),
                    ('plan', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='records.plan')),
                    ('pupil', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='pupils.pupil')),
                    ('school', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='senco.school')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='SafetyLine',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('place', models.PositiveIntegerField(default=0, editable=False)),
                    ('removed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('kind', models.CharField(choices=[('emergency', 'In an emergency'), ('medical', 'Medical'), ('risk', 'Risk'), ('evacuation', 'Leaving the building')], default='medical', max_length=10, verbose_name='Kind')),
                    ('text', models.CharField(max_length=240, verbose_name='What to do')),
                    ('about', models.CharField(blank=True, max_length=120, verbose_name='Because of')),
                    ('source', models.CharField(blank=True, max_length=120, verbose_name='Where this comes from')),
                    ('pupil', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='safety_lines', to='pupils.pupil')),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                ],
                options={
                    'ordering': ['place', 'pk'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='SafetyLineEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('place', models.PositiveIntegerField(default=0, editable=False)),
                    ('removed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('kind', models.CharField(choices=[('emergency', 'In an emergency'), ('medical', 'Medical'), ('risk', 'Risk'), ('evacuation', 'Leaving the building')], default='medical', max_length=10, verbose_name='Kind')),
                    ('text', models.CharField(max_length=240, verbose_name='What to do')),
                    ('about', models.CharField(blank=True, max_length=120, verbose_name='Because of')),
                    ('source', models.CharField(blank=True, max_length=120, verbose_name='Where this comes from')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='records.safetyline')),
                    ('pupil', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='pupils.pupil')),
                    ('school', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='senco.school')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Strategy',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('place', models.PositiveIntegerField(default=0, editable=False)),
                    ('removed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('kind', models.CharField(choices=[('always', 'Always (not up for choice)'), ('helps', 'Helps (an idea to try)'), ('avoid', 'Avoid')], default='helps', max_length=6, verbose_name='How firm it is')),
                    ('area', models.CharField(choices=[('CI', 'Communication and interaction'), ('CL', 'Cognition and learning'), ('SEMH', 'Social, emotional and mental health'), ('SP', 'Sensory and physical'), ('other', 'Something else')], default='other', max_length=10)),
                    ('text', models.CharField(max_length=200, verbose_name='What adults do')),
                    ('pupil', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='strategies', to='pupils.pupil')),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                ],
                options={
                    'ordering': ['place', 'pk'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='StrategyEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('place', models.PositiveIntegerField(default=0, editable=False)),
                    ('removed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('kind', models.CharField(choices=[('always', 'Always (not up for choice)'), ('helps', 'Helps (an idea to try)'), ('avoid', 'Avoid')], default='helps', max_length=6, verbose_name='How firm it is')),
                    ('area', models.CharField(choices=[('CI', 'Communication and interaction'), ('CL', 'Cognition and learning'), ('SEMH', 'Social, emotional and mental health'), ('SP', 'Sensory and physical'), ('other', 'Something else')], default='other', max_length=10)),
                    ('text', models.CharField(max_length=200, verbose_name='What adults do')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='records.strategy')),
                    ('pupil', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='pupils.pupil')),
                    ('school', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='senco.school')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='WhatWorked',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('text', models.CharField(max_length=300, verbose_name='What worked?')),
                    ('at', models.DateTimeField(auto_now_add=True)),
                    ('removed_at', models.DateTimeField(editable=False, null=True)),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('kept_as', senco.rows.SchoolForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='from_notes', to='records.strategy')),
                    ('pupil', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='what_worked', to='pupils.pupil')),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                ],
                options={
                    'ordering': ['-at', '-pk'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='WhatWorkedEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('text', models.CharField(max_length=300, verbose_name='What worked?')),
                    ('at', models.DateTimeField(auto_now_add=True)),
                    ('removed_at', models.DateTimeField(editable=False, null=True)),
                    ('by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('kept_as', senco.rows.SchoolForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='records.strategy')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='records.whatworked')),
                    ('pupil', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='pupils.pupil')),
                    ('school', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='senco.school')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.AddConstraint(
                model_name='agency',
                constraint=senco.rows.SchoolWall(name='records_agency_wall'),
            ),
            migrations.AddConstraint(
                model_name='agency',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='records_agency_in_school'),
            ),
            migrations.AddConstraint(
                model_name='agency',
                constraint=models.UniqueConstraint(condition=models.Q(('closed_on__isnull', True)), fields=('school', 'name'), name='agency_name_once'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='agency',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_agencyevent" ("address", "closed_on", "email", "id", "kind", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "school_id", "short_name", "version", "website") SELECT new_values."address", new_values."closed_on", new_values."email", new_values."id", new_values."kind", new_values."name", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."phone", new_values."school_id", new_values."short_name", new_values."version", new_values."website" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='e4e468698ef66925754f932baeaab9f896c8b318', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_51ff3', referencing='REFERENCING NEW TABLE AS new_values ', table='records_agency', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='agency',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_agencyevent" ("address", "closed_on", "email", "id", "kind", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "school_id", "short_name", "version", "website") SELECT new_values."address", new_values."closed_on", new_values."email", new_values."id", new_values."kind", new_values."name", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."phone", new_values."school_id", new_values."short_name", new_values."version", new_values."website" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='7f2393a6294cf9d8b9d878a957251b9f00e72479', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_27e25', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='records_agency', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='agency',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_agencyevent" ("address", "closed_on", "email", "id", "kind", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "school_id", "short_name", "version", "website") SELECT old_values."address", old_values."closed_on", old_values."email", old_values."id", old_values."kind", old_values."name", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."phone", old_values."school_id", old_values."short_name", old_values."version", old_values."website" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='12bb27746fafde174b6647f346a7397a1ba67f8e', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_d54e9', referencing='REFERENCING OLD TABLE AS old_values ', table='records_agency', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='agencyevent',
                constraint=senco.rows.SchoolWall(name='records_agencyevent_wall'),
            ),
            migrations.AddConstraint(
                model_name='careconsent',
                constraint=senco.rows.SchoolWall(name='records_careconsent_wall'),
            ),
            migrations.AddConstraint(
                model_name='careconsent',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='records_careconsent_in_school'),
            ),
            migrations.AddConstraint(
                model_name='careconsent',
                constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='careconsent_ends_after_start'),
            ),
            migrations.AddConstraint(
                model_name='careconsent',
                constraint=senco.rows.SchoolKey(field='pupil', name='records_careconsent_pupil_school', to='pupils.Pupil'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='careconsent',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_careconsentevent" ("ends_on", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "school_id", "starts_on", "what", "who", "written_by_id") SELECT new_values."ends_on", new_values."id", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."pupil_id", new_values."school_id", new_values."starts_on", new_values."what", new_values."who", new_values."written_by_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='1fcec495842e65c46f87f2a78cb5a059e83f97c6', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_c89b4', referencing='REFERENCING NEW TABLE AS new_values ', table='records_careconsent', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='careconsent',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_careconsentevent" ("ends_on", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "school_id", "starts_on", "what", "who", "written_by_id") SELECT new_values."ends_on", new_values."id", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."pupil_id", new_values."school_id", new_values."starts_on", new_values."what", new_values."who", new_values."written_by_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='584b4e0b12d9fd53d32ef134e28e94c5748ab205', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_8cbcc', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='records_careconsent', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='careconsent',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_careconsentevent" ("ends_on", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "school_id", "starts_on", "what", "who", "written_by_id") SELECT old_values."ends_on", old_values."id", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."pupil_id", old_values."school_id", old_values."starts_on", old_values."what", old_values."who", old_values."written_by_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='4409e1f0a508bca831862d04cebf61d91f81a56b', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_08d61', referencing='REFERENCING OLD TABLE AS old_values ', table='records_careconsent', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='careconsentevent',
                constraint=senco.rows.SchoolWall(name='records_careconsentevent_wall'),
            ),
            migrations.AddConstraint(
                model_name='caredetails',
                constraint=senco.rows.SchoolWall(name='records_caredetails_wall'),
            ),
            migrations.AddConstraint(
                model_name='caredetails',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='records_caredetails_in_school'),
            ),
            migrations.AddConstraint(
                model_name='caredetails',
                constraint=models.UniqueConstraint(fields=('pupil',), name='care_details_once'),
            ),
            migrations.AddConstraint(
                model_name='caredetails',
                constraint=senco.rows.SchoolKey(field='pupil', name='records_caredetails_pupil_school', to='pupils.Pupil'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='caredetails',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_caredetailsevent" ("as_of", "authority", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "responsibility", "school_id", "version", "virtual_school", "virtual_school_email", "virtual_school_phone", "worker", "worker_email", "worker_phone", "written_at", "written_by_id") SELECT new_values."as_of", new_values."authority", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."pupil_id", new_values."responsibility", new_values."school_id", new_values."version", new_values."virtual_school", new_values."virtual_school_email", new_values."virtual_school_phone", new_values."worker", new_values."worker_email", new_values."worker_phone", new_values."written_at", new_values."written_by_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='8325f5b4f77e92bfcd3548e15cb6679548d2009d', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_aea19', referencing='REFERENCING NEW TABLE AS new_values ', table='records_caredetails', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='caredetails',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_caredetailsevent" ("as_of", "authority", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "responsibility", "school_id", "version", "virtual_school", "virtual_school_email", "virtual_school_phone", "worker", "worker_email", "worker_phone", "written_at", "written_by_id") SELECT new_values."as_of", new_values."authority", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."pupil_id", new_values."responsibility", new_values."school_id", new_values."version", new_values."virtual_school", new_values."virtual_school_email", new_values."virtual_school_phone", new_values."worker", new_values."worker_email", new_values."worker_phone", new_values."written_at", new_values."written_by_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='5fd38d9e2f7fd878abf5f51829c7868e6f49f3da', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_72579', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='records_caredetails', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='caredetails',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_caredetailsevent" ("as_of", "authority", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "responsibility", "school_id", "version", "virtual_school", "virtual_school_email", "virtual_school_phone", "worker", "worker_email", "worker_phone", "written_at", "written_by_id") SELECT old_values."as_of", old_values."authority", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."pupil_id", old_values."responsibility", old_values."school_id", old_values."version", old_values."virtual_school", old_values."virtual_school_email", old_values."virtual_school_phone", old_values."worker", old_values."worker_email", old_values."worker_phone", old_values."written_at", old_values."written_by_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='9c2657914f22319d737ab6faf168231c0c41860f', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_4c797', referencing='REFERENCING OLD TABLE AS old_values ', table='records_caredetails', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='caredetailsevent',
                constraint=senco.rows.SchoolWall(name='records_caredetailsevent_wall'),
            ),
            migrations.AddIndex(
                model_name='communication',
                index=models.Index(fields=['school', 'pupil', 'on'], name='communication_pupil'),
            ),
            migrations.AddConstraint(
                model_name='communication',
                constraint=senco.rows.SchoolWall(name='records_communication_wall'),
            ),
            migrations.AddConstraint(
                model_name='communication',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='records_communication_in_school'),
            ),
            migrations.AddConstraint(
                model_name='communication',
                constraint=senco.rows.SchoolKey(field='pupil', name='records_communication_pupil_school', to='pupils.Pupil'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='communication',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_communicationevent" ("about", "agreed", "at", "confined_to", "counts_as_meeting", "direction", "id", "is_sent_from_here", "kind", "on", "others", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "removed_at", "said", "school_id", "version", "written_at", "written_by_id") SELECT new_values."about", new_values."agreed", new_values."at", new_values."confined_to", new_values."counts_as_meeting", new_values."direction", new_values."id", new_values."is_sent_from_here", new_values."kind", new_values."on", new_values."others", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."pupil_id", new_values."removed_at", new_values."said", new_values."school_id", new_values."version", new_values."written_at", new_values."written_by_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='5950a118371d88b16af1b52ed7b2f9ab210acb09', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_c63da', referencing='REFERENCING NEW TABLE AS new_values ', table='records_communication', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='communication',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_communicationevent" ("about", "agreed", "at", "confined_to", "counts_as_meeting", "direction", "id", "is_sent_from_here", "kind", "on", "others", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "removed_at", "said", "school_id", "version", "written_at", "written_by_id") SELECT new_values."about", new_values."agreed", new_values."at", new_values."confined_to", new_values."counts_as_meeting", new_values."direction", new_values."id", new_values."is_sent_from_here", new_values."kind", new_values."on", new_values."others", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."pupil_id", new_values."removed_at", new_values."said", new_values."school_id", new_values."version", new_values."written_at", new_values."written_by_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b19e33d4fd088b7dfb12aea4e5e210c3405567e5', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_d897a', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='records_communication', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='communication',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_communicationevent" ("about", "agreed", "at", "confined_to", "counts_as_meeting", "direction", "id", "is_sent_from_here", "kind", "on", "others", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "removed_at", "said", "school_id", "version", "written_at", "written_by_id") SELECT old_values."about", old_values."agreed", old_values."at", old_values."confined_to", old_values."counts_as_meeting", old_values."direction", old_values."id", old_values."is_sent_from_here", old_values."kind", old_values."on", old_values."others", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."pupil_id", old_values."removed_at", old_values."said", old_values."school_id", old_values."version", old_values."written_at", old_values."written_by_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='be50c35b0981dff57c75a31424fd869da7946879', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_83697', referencing='REFERENCING OLD TABLE AS old_values ', table='records_communication', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='communicationevent',
                constraint=senco.rows.SchoolWall(name='records_communicationevent_wall'),
            ),
            migrations.AddConstraint(
                model_name='communicationstaff',
                constraint=senco.rows.SchoolWall(name='records_communicationstaff_wall'),
            ),
            migrations.AddConstraint(
                model_name='communicationstaff',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='records_communicationstaff_in_school'),
            ),
            migrations.AddConstraint(
                model_name='communicationstaff',
                constraint=models.UniqueConstraint(fields=('communication', 'user'), name='communication_staff_once'),
            ),
            migrations.AddConstraint(
                model_name='communicationstaff',
                constraint=senco.rows.SchoolKey(field='communication', name='records_communicationstaff_communication_school', to='records.Communication'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='communicationstaff',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_communicationstaffevent" ("communication_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "user_id") SELECT new_values."communication_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."school_id", new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='f8aec1ae4815fcca4714513a9c58117a856b73f4', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_8952f', referencing='REFERENCING NEW TABLE AS new_values ', table='records_communicationstaff', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='communicationstaff',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_communicationstaffevent" ("communication_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "user_id") SELECT new_values."communication_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."school_id", new_values."user_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='2419a85ea6115accf9b61abacd58d7f820475df9', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_720bc', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='records_communicationstaff', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='communicationstaff',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_communicationstaffevent" ("communication_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "user_id") SELECT old_values."communication_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."school_id", old_values."user_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='b187d5031946144ebdaf9c52a344019a932b3e62', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_67b24', referencing='REFERENCING OLD TABLE AS old_values ', table='records_communicationstaff', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='communicationstaffevent',
                constraint=senco.rows.SchoolWall(name='records_communicationstaffevent_wall'),
            ),
            migrations.AddConstraint(
                model_name='digestlook',
                constraint=senco.rows.SchoolWall(name='records_digestlook_wall'),
            ),
            migrations.AddConstraint(
                model_name='digestlook',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='records_digestlook_in_school'),
            ),
            migrations.AddConstraint(
                model_name='digestlook',
                constraint=models.UniqueConstraint(fields=('group', 'user'), name='digest_look_once'),
            ),
            migrations.AddConstraint(
                model_name='digestlook',
                constraint=senco.rows.SchoolKey(field='group', name='records_digestlook_group_school', to='pupils.TeachingGroup'),
            ),
            migrations.AddConstraint(
                model_name='disclosure',
                constraint=senco.rows.SchoolWall(name='records_disclosure_wall'),
            ),
            migrations.AddConstraint(
                model_name='disclosure',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='records_disclosure_in_school'),
            ),
            migrations.AddConstraint(
                model_name='disclosure',
                constraint=models.UniqueConstraint(fields=('school', 'subject_kind', 'subject_id'), name='disclosure_once'),
            ),
            migrations.AddConstraint(
                model_name='disclosure',
                constraint=models.CheckConstraint(condition=models.Q(('discloses', True), models.Q(('why', ''), _negated=True), _connector='OR'), name='disclosure_withheld_why'),
            ),
            migrations.AddConstraint(
                model_name='disclosure',
                constraint=senco.rows.SchoolKey(field='pupil', name='records_disclosure_pupil_school', to='pupils.Pupil'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='disclosure',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_disclosureevent" ("decided_at", "decided_by_id", "discloses", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "school_id", "subject_id", "subject_kind", "why") SELECT new_values."decided_at", new_values."decided_by_id", new_values."discloses", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."pupil_id", new_values."school_id", new_values."subject_id", new_values."subject_kind", new_values."why" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='920e9bc4739dc275dcd812eb75bad5fe8111d25d', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_a8778', referencing='REFERENCING NEW TABLE AS new_values ', table='records_disclosure', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='disclosure',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_disclosureevent" ("decided_at", "decided_by_id", "discloses", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "school_id", "subject_id", "subject_kind", "why") SELECT new_values."decided_at", new_values."decided_by_id", new_values."discloses", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."pupil_id", new_values."school_id", new_values."subject_id", new_values."subject_kind", new_values."why" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d6bf717d9c7b4b1139a57c2a995a496fc958d894', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_448fd', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='records_disclosure', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='disclosure',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_disclosureevent" ("decided_at", "decided_by_id", "discloses", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "school_id", "subject_id", "subject_kind", "why") SELECT old_values."decided_at", old_values."decided_by_id", old_values."discloses", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."pupil_id", old_values."school_id", old_values."subject_id", old_values."subject_kind", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='7d1219ec95b29ef7927fe42f37516fd2167aeb67', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_0eb58', referencing='REFERENCING OLD TABLE AS old_values ', table='records_disclosure', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='disclosureevent',
                constraint=senco.rows.SchoolWall(name='records_disclosureevent_wall'),
            ),
            migrations.AddIndex(
                model_name='document',
                index=models.Index(fields=['school', 'pupil', 'dated_on'], name='document_pupil'),
            ),
            migrations.AddConstraint(
                model_name='document',
                constraint=senco.rows.SchoolWall(name='records_document_wall'),
            ),
            migrations.AddConstraint(
                model_name='document',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='records_document_in_school'),
            ),
            migrations.AddConstraint(
                model_name='document',
                constraint=senco.rows.SchoolKey(field='pupil', name='records_document_pupil_school', to='pupils.Pupil'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='document',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_documentevent" ("added_at", "added_by_id", "confined_to", "dated_on", "from_whom", "id", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "removed_at", "school_id", "title", "version") SELECT new_values."added_at", new_values."added_by_id", new_values."confined_to", new_values."dated_on", new_values."from_whom", new_values."id", new_values."kind", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."pupil_id", new_values."removed_at", new_values."school_id", new_values."title", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='21fbd707a79e6cc48bd2713cef9ab65f18d50249', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_bcae4', referencing='REFERENCING NEW TABLE AS new_values ', table='records_document', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='document',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_documentevent" ("added_at", "added_by_id", "confined_to", "dated_on", "from_whom", "id", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "removed_at", "school_id", "title", "version") SELECT new_values."added_at", new_values."added_by_id", new_values."confined_to", new_values."dated_on", new_values."from_whom", new_values."id", new_values."kind", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."pupil_id", new_values."removed_at", new_values."school_id", new_values."title", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='6e56a88c26ad8b4cf19c4ab64ed4f733689d6057', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_c9042', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='records_document', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='document',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_documentevent" ("added_at", "added_by_id", "confined_to", "dated_on", "from_whom", "id", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "removed_at", "school_id", "title", "version") SELECT old_values."added_at", old_values."added_by_id", old_values."confined_to", old_values."dated_on", old_values."from_whom", old_values."id", old_values."kind", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."pupil_id", old_values."removed_at", old_values."school_id", old_values."title", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='f053d31d1e72fec17bda7ab48313e29f05d13050', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_c3d31', referencing='REFERENCING OLD TABLE AS old_values ', table='records_document', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='documentevent',
                constraint=senco.rows.SchoolWall(name='records_documentevent_wall'),
            ),
            migrations.AddIndex(
                model_name='documenttitleword',
                index=models.Index(fields=['school', 'word', 'document'], name='document_title_word_prefix'),
            ),
            migrations.AddConstraint(
                model_name='documenttitleword',
                constraint=senco.rows.SchoolWall(name='records_documenttitleword_wall'),
            ),
            migrations.AddConstraint(
                model_name='documenttitleword',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='records_documenttitleword_in_school'),
            ),
            migrations.AddConstraint(
                model_name='documenttitleword',
                constraint=models.UniqueConstraint(fields=('document', 'word'), name='document_title_word_once'),
            ),
            migrations.AddConstraint(
                model_name='documenttitleword',
                constraint=senco.rows.SchoolKey(field='document', name='records_documenttitleword_document_school', to='records.Document'),
            ),
            migrations.AddIndex(
                model_name='documentversion',
                index=models.Index(condition=models.Q(('reading', 'waiting'), ('scan', 'waiting'), _connector='OR'), fields=['school'], name='document_version_waiting'),
            ),
            migrations.AddConstraint(
                model_name='documentversion',
                constraint=senco.rows.SchoolWall(name='records_documentversion_wall'),
            ),
            migrations.AddConstraint(
                model_name='documentversion',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='records_documentversion_in_school'),
            ),
            migrations.AddConstraint(
                model_name='documentversion',
                constraint=models.UniqueConstraint(fields=('document', 'number'), name='document_version_once'),
            ),
            migrations.AddConstraint(
                model_name='documentversion',
                constraint=models.UniqueConstraint(condition=models.Q(('is_shown', True)), fields=('document',), name='document_version_shown'),
            ),
            migrations.AddConstraint(
                model_name='documentversion',
                constraint=senco.rows.SchoolKey(field='document', name='records_documentversion_document_school', to='records.Document'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='documentversion',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_documentversionevent" ("digest", "document_id", "file_kind", "file_name", "id", "is_cut", "is_shown", "number", "pages", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reading", "scan", "school_id", "sent_at", "sent_by_id", "size") SELECT new_values."digest", new_values."document_id", new_values."file_kind", new_values."file_name", new_values."id", new_values."is_cut", new_values."is_shown", new_values."number", new_values."pages", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reading", new_values."scan", new_values."school_id", new_values."sent_at", new_values."sent_by_id", new_values."size" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='8b99fb7d6080a9c2556db04849979f61cb86f08f', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_fc4d4', referencing='REFERENCING NEW TABLE AS new_values ', table='records_documentversion', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='documentversion',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_documentversionevent" ("digest", "document_id", "file_kind", "file_name", "id", "is_cut", "is_shown", "number", "pages", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reading", "scan", "school_id", "sent_at", "sent_by_id", "size") SELECT new_values."digest", new_values."document_id", new_values."file_kind", new_values."file_name", new_values."id", new_values."is_cut", new_values."is_shown", new_values."number", new_values."pages", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reading", new_values."scan", new_values."school_id", new_values."sent_at", new_values."sent_by_id", new_values."size" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."digest" IS DISTINCT FROM (new_values."digest") OR old_values."document_id" IS DISTINCT FROM (new_values."document_id") OR old_values."file_kind" IS DISTINCT FROM (new_values."file_kind") OR old_values."file_name" IS DISTINCT FROM (new_values."file_name") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_cut" IS DISTINCT FROM (new_values."is_cut") OR old_values."is_shown" IS DISTINCT FROM (new_values."is_shown") OR old_values."number" IS DISTINCT FROM (new_values."number") OR old_values."pages" IS DISTINCT FROM (new_values."pages") OR old_values."reading" IS DISTINCT FROM (new_values."reading") OR old_values."scan" IS DISTINCT FROM (new_values."scan") OR old_values."school_id" IS DISTINCT FROM (new_values."school_id") OR old_values."sent_at" IS DISTINCT FROM (new_values."sent_at") OR old_values."sent_by_id" IS DISTINCT FROM (new_values."sent_by_id") OR old_values."size" IS DISTINCT FROM (new_values."size")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='746b827315ecb811b6dea059a275eedb4fe3c186', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_b8872', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='records_documentversion', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='documentversion',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_documentversionevent" ("digest", "document_id", "file_kind", "file_name", "id", "is_cut", "is_shown", "number", "pages", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reading", "scan", "school_id", "sent_at", "sent_by_id", "size") SELECT old_values."digest", old_values."document_id", old_values."file_kind", old_values."file_name", old_values."id", old_values."is_cut", old_values."is_shown", old_values."number", old_values."pages", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reading", old_values."scan", old_values."school_id", old_values."sent_at", old_values."sent_by_id", old_values."size" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='e3dc20d3d5ac1fb345ab6b59abc9bb9f33ebc360', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_1b67f', referencing='REFERENCING OLD TABLE AS old_values ', table='records_documentversion', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='documentversionevent',
                constraint=senco.rows.SchoolWall(name='records_documentversionevent_wall'),
            ),
            migrations.AddConstraint(
                model_name='documentwords',
                constraint=senco.rows.SchoolWall(name='records_documentwords_wall'),
            ),
            migrations.AddConstraint(
                model_name='documentwords',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='records_documentwords_in_school'),
            ),
            migrations.AddConstraint(
                model_name='documentwords',
                constraint=models.UniqueConstraint(fields=('document',), name='document_words_once'),
            ),
            migrations.AddConstraint(
                model_name='documentwords',
                constraint=senco.rows.SchoolKey(field='document', name='records_documentwords_document_school', to='records.Document'),
            ),
            migrations.AddConstraint(
                model_name='meetingrequest',
                constraint=senco.rows.SchoolWall(name='records_meetingrequest_wall'),
            ),
            migrations.AddConstraint(
                model_name='meetingrequest',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='records_meetingrequest_in_school'),
            ),
            migrations.AddConstraint(
                model_name='meetingrequest',
                constraint=senco.rows.SchoolKey(field='pupil', name='records_meetingrequest_pupil_school', to='pupils.Pupil'),
            ),
            migrations.AddConstraint(
                model_name='meetingrequest',
                constraint=senco.rows.SchoolKey(field='contact', name='records_meetingrequest_contact_school', to='pupils.Contact'),
            ),
            migrations.AddConstraint(
                model_name='meetingrequest',
                constraint=senco.rows.SchoolKey(field='held', name='records_meetingrequest_held_school', to='records.Communication'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='meetingrequest',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_meetingrequestevent" ("about", "asked_on", "contact_id", "held_id", "how", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "school_id", "taken_at", "taken_by_id", "who", "withdrawn_at", "withdrawn_by_id") SELECT new_values."about", new_values."asked_on", new_values."contact_id", new_values."held_id", new_values."how", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."pupil_id", new_values."school_id", new_values."taken_at", new_values."taken_by_id", new_values."who", new_values."withdrawn_at", new_values."withdrawn_by_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='51917afa3545059d2e883a42e639f031af25ee32', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_a7a1e', referencing='REFERENCING NEW TABLE AS new_values ', table='records_meetingrequest', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='meetingrequest',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_meetingrequestevent" ("about", "asked_on", "contact_id", "held_id", "how", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "school_id", "taken_at", "taken_by_id", "who", "withdrawn_at", "withdrawn_by_id") SELECT new_values."about", new_values."asked_on", new_values."contact_id", new_values."held_id", new_values."how", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."pupil_id", new_values."school_id", new_values."taken_at", new_values."taken_by_id", new_values."who", new_values."withdrawn_at", new_values."withdrawn_by_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='de7b7c463305c4441327182b6051d70a8d77453e', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_b25c3', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='records_meetingrequest', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='meetingrequest',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_meetingrequestevent" ("about", "asked_on", "contact_id", "held_id", "how", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "school_id", "taken_at", "taken_by_id", "who", "withdrawn_at", "withdrawn_by_id") SELECT old_values."about", old_values."asked_on", old_values."contact_id", old_values."held_id", old_values."how", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."pupil_id", old_values."school_id", old_values."taken_at", old_values."taken_by_id", old_values."who", old_values."withdrawn_at", old_values."withdrawn_by_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='9cdd43ae4191aad4e32e05e1306d1c6a2b0eaa9e', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_33bb0', referencing='REFERENCING OLD TABLE AS old_values ', table='records_meetingrequest', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='meetingrequestevent',
                constraint=senco.rows.SchoolWall(name='records_meetingrequestevent_wall'),
            ),
            migrations.AddConstraint(
                model_name='passportchase',
                constraint=senco.rows.SchoolWall(name='records_passportchase_wall'),
            ),
            migrations.AddConstraint(
                model_name='passportchase',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='records_passportchase_in_school'),
            ),
            migrations.AddConstraint(
                model_name='passportchase',
                constraint=models.UniqueConstraint(condition=models.Q(('done_on__isnull', True)), fields=('school', 'user'), name='passport_chase_one_open'),
            ),
            migrations.AddConstraint(
                model_name='passportpicture',
                constraint=senco.rows.SchoolWall(name='records_passportpicture_wall'),
            ),
            migrations.AddConstraint(
                model_name='passportpicture',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='records_passportpicture_in_school'),
            ),
            migrations.AddConstraint(
                model_name='passportpicture',
                constraint=senco.rows.SchoolKey(field='pupil', name='records_passportpicture_pupil_school', to='pupils.Pupil'),
            ),
            migrations.AddConstraint(
                model_name='passportevent',
                constraint=senco.rows.SchoolWall(name='records_passportevent_wall'),
            ),
            migrations.AddConstraint(
                model_name='passport',
                constraint=senco.rows.SchoolWall(name='records_passport_wall'),
            ),
            migrations.AddConstraint(
                model_name='passport',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='records_passport_in_school'),
            ),
            migrations.AddConstraint(
                model_name='passport',
                constraint=models.UniqueConstraint(fields=('pupil',), name='passport_one_a_pupil'),
            ),
            migrations.AddConstraint(
                model_name='passport',
                constraint=senco.rows.SchoolKey(field='pupil', name='records_passport_pupil_school', to='pupils.Pupil'),
            ),
            migrations.AddConstraint(
                model_name='passport',
                constraint=senco.rows.SchoolKey(field='picture', name='records_passport_picture_school', to='records.PassportPicture'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='passport',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_passportevent" ("draft_since", "facts", "hard", "helps", "id", "likes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "picture_id", "pupil_id", "review_on", "school_id", "version", "words_by") SELECT new_values."draft_since", new_values."facts", new_values."hard", new_values."helps", new_values."id", new_values."likes", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."picture_id", new_values."pupil_id", new_values."review_on", new_values."school_id", new_values."version", new_values."words_by" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='a9bf3f11f12b58e5c48940e62006bacf3b145cf2', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_a5d77', referencing='REFERENCING NEW TABLE AS new_values ', table='records_passport', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='passport',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_passportevent" ("draft_since", "facts", "hard", "helps", "id", "likes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "picture_id", "pupil_id", "review_on", "school_id", "version", "words_by") SELECT new_values."draft_since", new_values."facts", new_values."hard", new_values."helps", new_values."id", new_values."likes", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."picture_id", new_values."pupil_id", new_values."review_on", new_values."school_id", new_values."version", new_values."words_by" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='dab5cc2cd03f30740c721e65e20181bed78e5553', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_83e76', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='records_passport', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='passport',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_passportevent" ("draft_since", "facts", "hard", "helps", "id", "likes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "picture_id", "pupil_id", "review_on", "school_id", "version", "words_by") SELECT old_values."draft_since", old_values."facts", old_values."hard", old_values."helps", old_values."id", old_values."likes", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."picture_id", old_values."pupil_id", old_values."review_on", old_values."school_id", old_values."version", old_values."words_by" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='9e2b1fa7368ab83c5606a9dfacf9bd2eeabf926d', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_494c6', referencing='REFERENCING OLD TABLE AS old_values ', table='records_passport', when='AFTER')),
            ),
            migrations.AddIndex(
                model_name='passportversion',
                index=models.Index(condition=models.Q(('replaced_at__isnull', True)), fields=['school', 'pupil'], name='passport_version_latest'),
            ),
            migrations.AddConstraint(
                model_name='passportversion',
                constraint=senco.rows.SchoolWall(name='records_passportversion_wall'),
            ),
            migrations.AddConstraint(
                model_name='passportversion',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='records_passportversion_in_school'),
            ),
            migrations.AddConstraint(
                model_name='passportversion',
                constraint=models.UniqueConstraint(fields=('pupil', 'number'), name='passport_version_numbered'),
            ),
            migrations.AddConstraint(
                model_name='passportversion',
                constraint=models.UniqueConstraint(condition=models.Q(('replaced_at__isnull', True)), fields=('pupil',), name='passport_version_one_latest'),
            ),
            migrations.AddConstraint(
                model_name='passportversion',
                constraint=senco.rows.SchoolKey(field='pupil', name='records_passportversion_pupil_school', to='pupils.Pupil'),
            ),
            migrations.AddConstraint(
                model_name='passportversion',
                constraint=senco.rows.SchoolKey(field='picture', name='records_passportversion_picture_school', to='records.PassportPicture'),
            ),
            migrations.AddIndex(
                model_name='passportreading',
                index=models.Index(fields=['school', 'user'], name='passport_reading_user'),
            ),
            migrations.AddConstraint(
                model_name='passportreading',
                constraint=senco.rows.SchoolWall(name='records_passportreading_wall'),
            ),
            migrations.AddConstraint(
                model_name='passportreading',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='records_passportreading_in_school'),
            ),
            migrations.AddConstraint(
                model_name='passportreading',
                constraint=models.UniqueConstraint(fields=('version', 'user'), name='passport_reading_once'),
            ),
            migrations.AddConstraint(
                model_name='passportreading',
                constraint=senco.rows.SchoolKey(field='version', name='records_passportreading_version_school', to='records.PassportVersion'),
            ),
            migrations.AddConstraint(
                model_name='passportreading',
                constraint=senco.rows.SchoolKey(field='pupil', name='records_passportreading_pupil_school', to='pupils.Pupil'),
            ),
            migrations.AddConstraint(
                model_name='pep',
                constraint=senco.rows.SchoolWall(name='records_pep_wall'),
            ),
            migrations.AddConstraint(
                model_name='pep',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='records_pep_in_school'),
            ),
            migrations.AddConstraint(
                model_name='pep',
                constraint=models.UniqueConstraint(fields=('pupil', 'starts_on'), name='pep_once_a_term'),
            ),
            migrations.AddConstraint(
                model_name='pep',
                constraint=models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='pep_ends_after_start'),
            ),
            migrations.AddConstraint(
                model_name='pep',
                constraint=senco.rows.SchoolKey(field='pupil', name='records_pep_pupil_school', to='pupils.Pupil'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='pep',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_pepevent" ("agreed", "ends_on", "held_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "school_id", "starts_on", "version", "written_by_id") SELECT new_values."agreed", new_values."ends_on", new_values."held_on", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."pupil_id", new_values."school_id", new_values."starts_on", new_values."version", new_values."written_by_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='9769eeb90c723d42d91b2cfba1ec2d1f44f11eea', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_8e5ab', referencing='REFERENCING NEW TABLE AS new_values ', table='records_pep', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='pep',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_pepevent" ("agreed", "ends_on", "held_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "school_id", "starts_on", "version", "written_by_id") SELECT new_values."agreed", new_values."ends_on", new_values."held_on", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."pupil_id", new_values."school_id", new_values."starts_on", new_values."version", new_values."written_by_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='636eb2b524948e6dea74fc0a2259f01d17892c71', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_cd09c', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='records_pep', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='pep',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_pepevent" ("agreed", "ends_on", "held_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "school_id", "starts_on", "version", "written_by_id") SELECT old_values."agreed", old_values."ends_on", old_values."held_on", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."pupil_id", old_values."school_id", old_values."starts_on", old_values."version", old_values."written_by_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='4ac3a3e01706073ba0c21661daf55b04d221af68', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_30ad4', referencing='REFERENCING OLD TABLE AS old_values ', table='records_pep', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='pepevent',
                constraint=senco.rows.SchoolWall(name='records_pepevent_wall'),
            ),
            migrations.AddConstraint(
                model_name='plan',
                constraint=senco.rows.SchoolWall(name='records_plan_wall'),
            ),
            migrations.AddConstraint(
                model_name='plan',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='records_plan_in_school'),
            ),
            migrations.AddConstraint(
                model_name='plan',
                constraint=models.UniqueConstraint(condition=models.Q(('ceased_on__isnull', True)), fields=('pupil', 'kind'), name='plan_one_open'),
            ),
            migrations.AddConstraint(
                model_name='plan',
                constraint=models.CheckConstraint(condition=models.Q(('ceased_on__isnull', True), ('ceased_on__gte', models.F('made_on')), _connector='OR'), name='plan_ceases_after_made'),
            ),
            migrations.AddConstraint(
                model_name='plan',
                constraint=senco.rows.SchoolKey(field='pupil', name='records_plan_pupil_school', to='pupils.Pupil'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='plan',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_planevent" ("amended_on", "ceased_on", "file_version", "from_import", "id", "kind", "local_authority", "made_on", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "school_id", "version", "weekly_hours") SELECT new_values."amended_on", new_values."ceased_on", new_values."file_version", new_values."from_import", new_values."id", new_values."kind", new_values."local_authority", new_values."made_on", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."pupil_id", new_values."school_id", new_values."version", new_values."weekly_hours" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='39497235f75bf2cbd0d09db71d35f198927f6d62', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_5d826', referencing='REFERENCING NEW TABLE AS new_values ', table='records_plan', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='plan',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_planevent" ("amended_on", "ceased_on", "file_version", "from_import", "id", "kind", "local_authority", "made_on", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "school_id", "version", "weekly_hours") SELECT new_values."amended_on", new_values."ceased_on", new_values."file_version", new_values."from_import", new_values."id", new_values."kind", new_values."local_authority", new_values."made_on", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."pupil_id", new_values."school_id", new_values."version", new_values."weekly_hours" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='524de62a5512b99d285406859401f98a17a479a3', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_f3139', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='records_plan', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='plan',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_planevent" ("amended_on", "ceased_on", "file_version", "from_import", "id", "kind", "local_authority", "made_on", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "school_id", "version", "weekly_hours") SELECT old_values."amended_on", old_values."ceased_on", old_values."file_version", old_values."from_import", old_values."id", old_values."kind", old_values."local_authority", old_values."made_on", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."pupil_id", old_values."school_id", old_values."version", old_values."weekly_hours" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='5e99ac60219eb978bdc7081d5c56c4f833d9f38f', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_16abf', referencing='REFERENCING OLD TABLE AS old_values ', table='records_plan', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='planevent',
                constraint=senco.rows.SchoolWall(name='records_planevent_wall'),
            ),
            migrations.AddConstraint(
                model_name='plansection',
                constraint=senco.rows.SchoolWall(name='records_plansection_wall'),
            ),
            migrations.AddConstraint(
                model_name='plansection',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='records_plansection_in_school'),
            ),
            migrations.AddConstraint(
                model_name='plansection',
                constraint=models.UniqueConstraint(fields=('plan', 'code'), name='plan_section_once'),
            ),
            migrations.AddConstraint(
                model_name='plansection',
                constraint=senco.rows.SchoolKey(field='plan', name='records_plansection_plan_school', to='records.Plan'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='plansection',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_plansectionevent" ("code", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "school_id", "text", "version") SELECT new_values."code", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."plan_id", new_values."school_id", new_values."text", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='443da705dd8ea680a6e732a74ff731d653ea8122', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_5a7e5', referencing='REFERENCING NEW TABLE AS new_values ', table='records_plansection', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='plansection',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_plansectionevent" ("code", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "school_id", "text", "version") SELECT new_values."code", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."plan_id", new_values."school_id", new_values."text", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='dae2143d688dd58c1f2542b97edd7679c2b1b354', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_fcb57', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='records_plansection', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='plansection',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_plansectionevent" ("code", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "school_id", "text", "version") SELECT old_values."code", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."plan_id", old_values."school_id", old_values."text", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='7bcbbf06405816ead20ed5826d24c7282f8d3092', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_2f933', referencing='REFERENCING OLD TABLE AS old_values ', table='records_plansection', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='plansectionevent',
                constraint=senco.rows.SchoolWall(name='records_plansectionevent_wall'),
            ),
            migrations.AddConstraint(
                model_name='professional',
                constraint=senco.rows.SchoolWall(name='records_professional_wall'),
            ),
            migrations.AddConstraint(
                model_name='professional',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='records_professional_in_school'),
            ),
            migrations.AddConstraint(
                model_name='professional',
                constraint=senco.rows.SchoolKey(field='agency', name='records_professional_agency_school', to='records.Agency'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='professional',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_professionalevent" ("agency_id", "email", "id", "job", "left_on", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "school_id") SELECT new_values."agency_id", new_values."email", new_values."id", new_values."job", new_values."left_on", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."phone", new_values."school_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='08195d6b889b22fe054beade4fbd4449113701a6', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_23610', referencing='REFERENCING NEW TABLE AS new_values ', table='records_professional', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='professional',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_professionalevent" ("agency_id", "email", "id", "job", "left_on", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "school_id") SELECT new_values."agency_id", new_values."email", new_values."id", new_values."job", new_values."left_on", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."phone", new_values."school_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='c39b150752925969bc7bf480a85e6836e6180919', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_d5c7c', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='records_professional', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='professional',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_professionalevent" ("agency_id", "email", "id", "job", "left_on", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "school_id") SELECT old_values."agency_id", old_values."email", old_values."id", old_values."job", old_values."left_on", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."phone", old_values."school_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='aca7a18e510347c9f97f065377aeff01b9712b72', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_8dae5', referencing='REFERENCING OLD TABLE AS old_values ', table='records_professional', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='involvementevent',
                constraint=senco.rows.SchoolWall(name='records_involvementevent_wall'),
            ),
            migrations.AddConstraint(
                model_name='involvement',
                constraint=senco.rows.SchoolWall(name='records_involvement_wall'),
            ),
            migrations.AddConstraint(
                model_name='involvement',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='records_involvement_in_school'),
            ),
            migrations.AddConstraint(
                model_name='involvement',
                constraint=models.UniqueConstraint(condition=models.Q(('ends_on__isnull', True)), fields=('pupil', 'agency'), name='involvement_one_open'),
            ),
            migrations.AddConstraint(
                model_name='involvement',
                constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='involvement_ends_after_start'),
            ),
            migrations.AddConstraint(
                model_name='involvement',
                constraint=senco.rows.SchoolKey(field='pupil', name='records_involvement_pupil_school', to='pupils.Pupil'),
            ),
            migrations.AddConstraint(
                model_name='involvement',
                constraint=senco.rows.SchoolKey(field='agency', name='records_involvement_agency_school', to='records.Agency'),
            ),
            migrations.AddConstraint(
                model_name='involvement',
                constraint=senco.rows.SchoolKey(field='professional', name='records_involvement_professional_school', to='records.Professional'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='involvement',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_involvementevent" ("agency_id", "ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "professional_id", "pupil_id", "purpose", "school_id", "starts_on") SELECT new_values."agency_id", new_values."ends_on", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."professional_id", new_values."pupil_id", new_values."purpose", new_values."school_id", new_values."starts_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='19a43685e423b7ae9b46e2a9a3d1a218d571deb2', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_7a41c', referencing='REFERENCING NEW TABLE AS new_values ', table='records_involvement', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='involvement',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_involvementevent" ("agency_id", "ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "professional_id", "pupil_id", "purpose", "school_id", "starts_on") SELECT new_values."agency_id", new_values."ends_on", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."professional_id", new_values."pupil_id", new_values."purpose", new_values."school_id", new_values."starts_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='142af9368e68e79098c0351dab13dcbee5040451', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_09ba0', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='records_involvement', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='involvement',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_involvementevent" ("agency_id", "ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "professional_id", "pupil_id", "purpose", "school_id", "starts_on") SELECT old_values."agency_id", old_values."ends_on", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."professional_id", old_values."pupil_id", old_values."purpose", old_values."school_id", old_values."starts_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='d3d10d752a5803182fa2f3be5ee4652cfae2f8b5', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_88fd7', referencing='REFERENCING OLD TABLE AS old_values ', table='records_involvement', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='communicationpersonevent',
                constraint=senco.rows.SchoolWall(name='records_communicationpersonevent_wall'),
            ),
            migrations.AddIndex(
                model_name='communicationperson',
                index=models.Index(condition=models.Q(('sent_at__isnull', True)), fields=['school'], name='communication_unsent'),
            ),
            migrations.AddConstraint(
                model_name='communicationperson',
                constraint=senco.rows.SchoolWall(name='records_communicationperson_wall'),
            ),
            migrations.AddConstraint(
                model_name='communicationperson',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='records_communicationperson_in_school'),
            ),
            migrations.AddConstraint(
                model_name='communicationperson',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('contact__isnull', False), ('professional__isnull', True)), models.Q(('contact__isnull', True), ('professional__isnull', False)), _connector='OR'), name='communication_person_one'),
            ),
            migrations.AddConstraint(
                model_name='communicationperson',
                constraint=models.UniqueConstraint(condition=models.Q(('contact__isnull', False)), fields=('communication', 'contact'), name='communication_contact'),
            ),
            migrations.AddConstraint(
                model_name='communicationperson',
                constraint=models.UniqueConstraint(condition=models.Q(('professional__isnull', False)), fields=('communication', 'professional'), name='communication_professional'),
            ),
            migrations.AddConstraint(
                model_name='communicationperson',
                constraint=senco.rows.SchoolKey(field='communication', name='records_communicationperson_communication_school', to='records.Communication'),
            ),
            migrations.AddConstraint(
                model_name='communicationperson',
                constraint=senco.rows.SchoolKey(field='contact', name='records_communicationperson_contact_school', to='pupils.Contact'),
            ),
            migrations.AddConstraint(
                model_name='communicationperson',
                constraint=senco.rows.SchoolKey(field='professional', name='records_communicationperson_professional_school', to='records.Professional'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='communicationperson',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_communicationpersonevent" ("communication_id", "contact_id", "email", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "professional_id", "refusal", "school_id", "sent_at") SELECT new_values."communication_id", new_values."contact_id", new_values."email", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."professional_id", new_values."refusal", new_values."school_id", new_values."sent_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='f429908dc535c5396b7cdd5c3148fbd044dedafa', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_b1860', referencing='REFERENCING NEW TABLE AS new_values ', table='records_communicationperson', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='communicationperson',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_communicationpersonevent" ("communication_id", "contact_id", "email", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "professional_id", "refusal", "school_id", "sent_at") SELECT new_values."communication_id", new_values."contact_id", new_values."email", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."professional_id", new_values."refusal", new_values."school_id", new_values."sent_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='0ed15906831684efb5b3a9ca9aa337f46d01dfcc', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_68b0f', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='records_communicationperson', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='communicationperson',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_communicationpersonevent" ("communication_id", "contact_id", "email", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "professional_id", "refusal", "school_id", "sent_at") SELECT old_values."communication_id", old_values."contact_id", old_values."email", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."professional_id", old_values."refusal", old_values."school_id", old_values."sent_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='ad30d3cb88be4867dc8edce2e2863c8696bc4c6d', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_df4da', referencing='REFERENCING OLD TABLE AS old_values ', table='records_communicationperson', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='professionalevent',
                constraint=senco.rows.SchoolWall(name='records_professionalevent_wall'),
            ),
            migrations.AddConstraint(
                model_name='promise',
                constraint=senco.rows.SchoolWall(name='records_promise_wall'),
            ),
            migrations.AddConstraint(
                model_name='promise',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='records_promise_in_school'),
            ),
            migrations.AddConstraint(
                model_name='promise',
                constraint=senco.rows.SchoolKey(field='communication', name='records_promise_communication_school', to='records.Communication'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='promise',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_promiseevent" ("by_whom", "communication_id", "done_on", "due_on", "id", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "what") SELECT new_values."by_whom", new_values."communication_id", new_values."done_on", new_values."due_on", new_values."id", new_values."owner_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."school_id", new_values."what" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='aff7bbb5a0e31c159e90cac632bd758012545b23', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_03210', referencing='REFERENCING NEW TABLE AS new_values ', table='records_promise', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='promise',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_promiseevent" ("by_whom", "communication_id", "done_on", "due_on", "id", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "what") SELECT new_values."by_whom", new_values."communication_id", new_values."done_on", new_values."due_on", new_values."id", new_values."owner_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."school_id", new_values."what" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ef51ba68ef7c6d76787976f309265b4f27b5c020', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_36e36', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='records_promise', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='promise',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_promiseevent" ("by_whom", "communication_id", "done_on", "due_on", "id", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "what") SELECT old_values."by_whom", old_values."communication_id", old_values."done_on", old_values."due_on", old_values."id", old_values."owner_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."school_id", old_values."what" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='a874270090ee71d18dfd36ab903ddc0caef9a0ca', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_84459', referencing='REFERENCING OLD TABLE AS old_values ', table='records_promise', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='promiseevent',
                constraint=senco.rows.SchoolWall(name='records_promiseevent_wall'),
            ),
            migrations.AddConstraint(
                model_name='review',
                constraint=senco.rows.SchoolWall(name='records_review_wall'),
            ),
            migrations.AddConstraint(
                model_name='review',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='records_review_in_school'),
            ),
            migrations.AddConstraint(
                model_name='review',
                constraint=senco.rows.SchoolKey(field='plan', name='records_review_plan_school', to='records.Plan'),
            ),
            migrations.AddConstraint(
                model_name='review',
                constraint=senco.rows.SchoolKey(field='pupil', name='records_review_pupil_school', to='pupils.Pupil'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='review',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_reviewevent" ("advice_asked_on", "amend_notice_sent_on", "cancelled_on", "cancelled_why", "circulated_on", "completed_on", "created_by_id", "decision", "decision_notified_on", "final_plan_on", "from_import", "held_on", "id", "invited_on", "kind", "meeting_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "pupil_id", "report_sent_on", "school_id", "version") SELECT new_values."advice_asked_on", new_values."amend_notice_sent_on", new_values."cancelled_on", new_values."cancelled_why", new_values."circulated_on", new_values."completed_on", new_values."created_by_id", new_values."decision", new_values."decision_notified_on", new_values."final_plan_on", new_values."from_import", new_values."held_on", new_values."id", new_values."invited_on", new_values."kind", new_values."meeting_on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."plan_id", new_values."pupil_id", new_values."report_sent_on", new_values."school_id", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d0f2d096c930b5f21ed9f8ca8a75e4c6ad49e91c', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_de163', referencing='REFERENCING NEW TABLE AS new_values ', table='records_review', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='review',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_reviewevent" ("advice_asked_on", "amend_notice_sent_on", "cancelled_on", "cancelled_why", "circulated_on", "completed_on", "created_by_id", "decision", "decision_notified_on", "final_plan_on", "from_import", "held_on", "id", "invited_on", "kind", "meeting_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "pupil_id", "report_sent_on", "school_id", "version") SELECT new_values."advice_asked_on", new_values."amend_notice_sent_on", new_values."cancelled_on", new_values."cancelled_why", new_values."circulated_on", new_values."completed_on", new_values."created_by_id", new_values."decision", new_values."decision_notified_on", new_values."final_plan_on", new_values."from_import", new_values."held_on", new_values."id", new_values."invited_on", new_values."kind", new_values."meeting_on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."plan_id", new_values."pupil_id", new_values."report_sent_on", new_values."school_id", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='4e29a057172d3e5c6176ba8a597125b4aee80d71', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_6807b', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='records_review', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='review',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_reviewevent" ("advice_asked_on", "amend_notice_sent_on", "cancelled_on", "cancelled_why", "circulated_on", "completed_on", "created_by_id", "decision", "decision_notified_on", "final_plan_on", "from_import", "held_on", "id", "invited_on", "kind", "meeting_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "pupil_id", "report_sent_on", "school_id", "version") SELECT old_values."advice_asked_on", old_values."amend_notice_sent_on", old_values."cancelled_on", old_values."cancelled_why", old_values."circulated_on", old_values."completed_on", old_values."created_by_id", old_values."decision", old_values."decision_notified_on", old_values."final_plan_on", old_values."from_import", old_values."held_on", old_values."id", old_values."invited_on", old_values."kind", old_values."meeting_on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."plan_id", old_values."pupil_id", old_values."report_sent_on", old_values."school_id", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='6953c0d0f9ca802e273ddeca3b128475b367f82f', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_23a00', referencing='REFERENCING OLD TABLE AS old_values ', table='records_review', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='reviewevent',
                constraint=senco.rows.SchoolWall(name='records_reviewevent_wall'),
            ),
            migrations.AddIndex(
                model_name='safetyline',
                index=models.Index(fields=['pupil'], name='safety_line_pupil'),
            ),
            migrations.AddConstraint(
                model_name='safetyline',
                constraint=senco.rows.SchoolWall(name='records_safetyline_wall'),
            ),
            migrations.AddConstraint(
                model_name='safetyline',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='records_safetyline_in_school'),
            ),
            migrations.AddConstraint(
                model_name='safetyline',
                constraint=senco.rows.SchoolKey(field='pupil', name='records_safetyline_pupil_school', to='pupils.Pupil'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='safetyline',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_safetylineevent" ("about", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "pupil_id", "removed_at", "school_id", "source", "text", "version") SELECT new_values."about", new_values."id", new_values."kind", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."place", new_values."pupil_id", new_values."removed_at", new_values."school_id", new_values."source", new_values."text", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='419e7050a15901476971bdfdf50ebd7c0fcad08f', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_2971f', referencing='REFERENCING NEW TABLE AS new_values ', table='records_safetyline', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='safetyline',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_safetylineevent" ("about", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "pupil_id", "removed_at", "school_id", "source", "text", "version") SELECT new_values."about", new_values."id", new_values."kind", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."place", new_values."pupil_id", new_values."removed_at", new_values."school_id", new_values."source", new_values."text", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='86ae78c73ee446531c4bb98349fa05ff02de50a0', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_d45ce', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='records_safetyline', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='safetyline',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_safetylineevent" ("about", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "pupil_id", "removed_at", "school_id", "source", "text", "version") SELECT old_values."about", old_values."id", old_values."kind", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."place", old_values."pupil_id", old_values."removed_at", old_values."school_id", old_values."source", old_values."text", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='f7b9140fad3a45dae6347ec84f5448cb0d23b4c8', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_1d2af', referencing='REFERENCING OLD TABLE AS old_values ', table='records_safetyline', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='safetylineevent',
                constraint=senco.rows.SchoolWall(name='records_safetylineevent_wall'),
            ),
            migrations.AddIndex(
                model_name='strategy',
                index=models.Index(fields=['pupil'], name='strategy_pupil'),
            ),
            migrations.AddConstraint(
                model_name='strategy',
                constraint=senco.rows.SchoolWall(name='records_strategy_wall'),
            ),
            migrations.AddConstraint(
                model_name='strategy',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='records_strategy_in_school'),
            ),
            migrations.AddConstraint(
                model_name='strategy',
                constraint=senco.rows.SchoolKey(field='pupil', name='records_strategy_pupil_school', to='pupils.Pupil'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='strategy',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_strategyevent" ("area", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "pupil_id", "removed_at", "school_id", "text", "version") SELECT new_values."area", new_values."id", new_values."kind", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."place", new_values."pupil_id", new_values."removed_at", new_values."school_id", new_values."text", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='3af0277cddc06b4a0b8864e2ba2996f28a6f631c', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_27a32', referencing='REFERENCING NEW TABLE AS new_values ', table='records_strategy', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='strategy',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_strategyevent" ("area", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "pupil_id", "removed_at", "school_id", "text", "version") SELECT new_values."area", new_values."id", new_values."kind", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."place", new_values."pupil_id", new_values."removed_at", new_values."school_id", new_values."text", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='dbe016e16977a35de82d028b1419302c8618487a', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_a4277', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='records_strategy', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='strategy',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_strategyevent" ("area", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "pupil_id", "removed_at", "school_id", "text", "version") SELECT old_values."area", old_values."id", old_values."kind", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."place", old_values."pupil_id", old_values."removed_at", old_values."school_id", old_values."text", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='4db6e81958d649fe7d8561432e5cdb75624ab8b5', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_b02bb', referencing='REFERENCING OLD TABLE AS old_values ', table='records_strategy', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='strategyevent',
                constraint=senco.rows.SchoolWall(name='records_strategyevent_wall'),
            ),
            migrations.AddIndex(
                model_name='whatworked',
                index=models.Index(fields=['pupil'], name='what_worked_pupil'),
            ),
            migrations.AddConstraint(
                model_name='whatworked',
                constraint=senco.rows.SchoolWall(name='records_whatworked_wall'),
            ),
            migrations.AddConstraint(
                model_name='whatworked',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='records_whatworked_in_school'),
            ),
            migrations.AddConstraint(
                model_name='whatworked',
                constraint=senco.rows.SchoolKey(field='pupil', name='records_whatworked_pupil_school', to='pupils.Pupil'),
            ),
            migrations.AddConstraint(
                model_name='whatworked',
                constraint=senco.rows.SchoolKey(field='kept_as', name='records_whatworked_kept_as_school', to='records.Strategy'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='whatworked',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_whatworkedevent" ("at", "by_id", "id", "kept_as_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "removed_at", "school_id", "text") SELECT new_values."at", new_values."by_id", new_values."id", new_values."kept_as_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."pupil_id", new_values."removed_at", new_values."school_id", new_values."text" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='be929a000543249617d8adb6b833e8fef2ecace8', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_cb0ed', referencing='REFERENCING NEW TABLE AS new_values ', table='records_whatworked', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='whatworked',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_whatworkedevent" ("at", "by_id", "id", "kept_as_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "removed_at", "school_id", "text") SELECT new_values."at", new_values."by_id", new_values."id", new_values."kept_as_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."pupil_id", new_values."removed_at", new_values."school_id", new_values."text" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='f08af758c7ab6da6bf09685c2bd000bf77419077', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_12f2a', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='records_whatworked', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='whatworked',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_whatworkedevent" ("at", "by_id", "id", "kept_as_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "removed_at", "school_id", "text") SELECT old_values."at", old_values."by_id", old_values."id", old_values."kept_as_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."pupil_id", old_values."removed_at", old_values."school_id", old_values."text" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='ea392973e72099db40a33abfdb173f2131e5e154', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_bff61', referencing='REFERENCING OLD TABLE AS old_values ', table='records_whatworked', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='whatworkedevent',
                constraint=senco.rows.SchoolWall(name='records_whatworkedevent_wall'),
            ),
        ]),
    ]
