using System.Text.Json;
using Jobbers.Catalog;
using Jobbers.Declaration;
using Jobbers.Submission;
using Jobbers.Submission.Recurring;

namespace Jobbers.Runtime.Tests.Submission;

public sealed class RecurringTaskTests
{
    [Fact]
    public void Of_several_versions_the_highest_that_says_so_recurs()
    {
        var recurring = Assert.Single(RecurringTask.Of(new TaskCatalog([Recurring(1), Recurring(2), Recurring(3, cron: null), Tasks.Create("u")])));

        var request = recurring.At(new DateTimeOffset(2026, 12, 1, 4, 30, 0, TimeSpan.Zero), new SubmitRequests(TimeProvider.System));

        Assert.Equal(("t", 2, "recurring 2026-12-01T04:30Z"), (request.Name, request.Version, request.IdempotencyKey));
        Assert.Equal(new DateTimeOffset(2026, 12, 1, 4, 30, 0, TimeSpan.Zero), request.RunAt);
        Assert.Equal("recurring", Assert.Single(request.Tags));
    }

    [Fact]
    public void An_occurrence_is_given_its_time_where_the_task_asks_for_it()
    {
        var recurring = Assert.Single(RecurringTask.Of(new TaskCatalog([Daily(occurrence: MomentCodec.Name)])));

        var request = recurring.At(Moment("2026-12-01T04:30Z"), new SubmitRequests(TimeProvider.System));

        Assert.Equal("""{"day":"2026-12-01T04:30:00+00:00"}""", System.Text.Encoding.UTF8.GetString(request.Parameters.Span));
    }

    [Theory]
    // Clocks jump from 2:00 to 3:00: held when they have jumped.
    [InlineData("30 2 * * *", "2026-03-28T12:00Z", "2026-03-29T01:00Z")]
    // Clocks go back from 3:00 to 2:00: held once, the first time.
    [InlineData("30 2 * * *", "2026-10-24T12:00Z", "2026-10-25T00:30Z")]
    [InlineData("30 2 * * *", "2026-10-25T00:30Z", "2026-10-26T01:30Z")]
    // One that is meant for every hour is held in both.
    [InlineData("30 * * * *", "2026-10-25T00:30Z", "2026-10-25T01:30Z")]
    // What is at this moment is not after it.
    [InlineData("0 9 * * MON", "2026-11-30T08:00Z", "2026-12-07T08:00Z")]
    public void Occurrences_are_those_of_the_time_zone(string cron, string after, string next)
    {
        var recurring = Assert.Single(RecurringTask.Of(new TaskCatalog([Recurring(1, cron, "Europe/Berlin")])));

        Assert.Equal(Moment(next), recurring.NextAfter(Moment(after)));
    }

    [Theory]
    [InlineData("@often", "UTC", "Task t v1 (Tests.t) cannot recur: '@often' is no cron expression: write minute, hour, day of month, month and day of week, as in 30 3 * * MON-FRI.")]
    [InlineData("@daily", "Mars/Olympus", "Task t v1 (Tests.t) cannot recur: this machine does not know the time zone 'Mars/Olympus': write an IANA name, as Europe/Berlin, and install the time zones (tzdata) where it is one.")]
    [InlineData("0 0 31 2 *", "UTC", "Task t v1 (Tests.t) cannot recur: '0 0 31 2 *' names a day that never comes.")]
    public void What_cannot_recur_is_said_with_why(string cron, string zone, string sentence)
    {
        var refused = Assert.Throws<InvalidOperationException>(() => RecurringTask.Of(new TaskCatalog([Recurring(1, cron, zone)])));

        Assert.Equal(sentence, refused.Message);
    }

    [Fact]
    public void Who_only_shows_them_is_told_of_those_that_can()
    {
        var catalog = new TaskCatalog([Recurring(1, zone: "Mars/Olympus"), NoParameters.Task("u", recurrence: new TaskRecurrence("@daily")), Tasks.Create("v")]);

        Assert.Equal("u", Assert.Single(RecurringTask.Known(catalog)).Descriptor.Name);
    }

    [Fact]
    public void Nor_does_a_type_whose_own_code_throws_keep_the_others_from_being_shown()
    {
        var catalog = new TaskCatalog([Daily(occurrence: null), NoParameters.Task("u", recurrence: new TaskRecurrence("@daily"))]);

        Assert.Throws<KeyNotFoundException>(() => RecurringTask.Of(catalog));
        Assert.Equal("u", Assert.Single(RecurringTask.Known(catalog)).Descriptor.Name);
    }

    [Fact]
    public void A_task_that_needs_parameters_cannot_recur()
    {
        var refused = Assert.Throws<InvalidOperationException>(() =>
            RecurringTask.Of(new TaskCatalog([Tasks.Create(recurrence: new TaskRecurrence("@daily"))])));

        Assert.Equal("Task t v1 (Tests.t) cannot recur: it cannot be submitted without parameters: params expected an integer.", refused.Message);
    }

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private sealed class MomentCodec : PayloadCodec<DateTimeOffset>
    {
        public const string Name = "day";

        public override bool TryRead(ref Utf8JsonReader reader, PayloadProblems problems, out DateTimeOffset value)
        {
            using var read = JsonDocument.ParseValue(ref reader);
            value = read.RootElement.GetProperty(Name).GetDateTimeOffset();
            return true;
        }

        public override void Validate(DateTimeOffset value, PayloadProblems problems)
        {
        }

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value)
        {
            writer.WriteStartObject();
            writer.WriteString(Name, value);
            writer.WriteEndObject();
        }
    }

    /// <summary>A task that needs a moment, and throws where it is given none.</summary>
    private static TaskDescriptor<DateTimeOffset> Daily(string? occurrence) => new()
    {
        Name = "t",
        Version = 1,
        DeclaredBy = "Tests.t",
        ParametersSchema = "{}"u8.ToArray(),
        Contract = "{}",
        Codec = new MomentCodec(),
        Invoke = static (_, _) => default,
        Recurrence = new TaskRecurrence("@daily") { OccurrenceParameter = occurrence },
    };

    private static TaskDescriptor<bool> Recurring(int version, string? cron = "@daily", string zone = "UTC") =>
        NoParameters.Task("t", version, cron is null ? null : new TaskRecurrence(cron, zone));
}
