using Cronos;
using Jobbers.Declaration;
using Jobbers.Generators.Reading;

namespace Jobbers.Generators.Tests;

/// <summary>What <c>Cron</c> may say, and what becomes of it.</summary>
public sealed class RecurringTests
{
    [Theory]
    [InlineData("* * * * *")]
    [InlineData("*/5 * * * *")]
    [InlineData("30 3 * * MON-FRI")]
    [InlineData("0,15,30-45/5 1-20/3 1,15 jan-JUN/2 0,7")]
    [InlineData("5/10 22-2 ? * FRI-MON")]
    [InlineData("0 0 L * *")]
    [InlineData("0 0 L-3 * *")]
    [InlineData("0 0 LW * *")]
    [InlineData("0 0 l-2w * *")]
    [InlineData("0 0 15W * *")]
    [InlineData("0 0 * * 5L")]
    [InlineData("0 0 * * MONL")]
    [InlineData("0 0 * * MON#2")]
    [InlineData("0 0 ? * 7#5")]
    [InlineData(" 0  0\t* * * ")]
    [InlineData("@daily")]
    [InlineData("@Hourly")]
    [InlineData("@every_minute")]
    [InlineData("@annually ")]
    public void What_the_scheduler_takes_the_build_takes(string cron)
    {
        Assert.True(CronExpression.TryParse(cron, out _));
        Assert.Null(CronText.Problem(cron));
    }

    [Theory]
    [InlineData("")]
    [InlineData("* * * *")]
    [InlineData("0 * * * * *")]
    [InlineData("60 * * * *")]
    [InlineData("* 24 * * *")]
    [InlineData("* * 0 * *")]
    [InlineData("* * 32 * *")]
    [InlineData("* * * 13 *")]
    [InlineData("* * * * 8")]
    [InlineData("*/0 * * * *")]
    [InlineData("*/60 * * * *")]
    [InlineData("1-2-3 * * * *")]
    [InlineData("1/2/3 * * * *")]
    [InlineData("1,,2 * * * *")]
    [InlineData(",1 * * * *")]
    [InlineData("-1 * * * *")]
    [InlineData("*,5 * * * *")]
    [InlineData("+5 * * * *")]
    [InlineData("MON * * * *")]
    [InlineData("* * * FOO *")]
    [InlineData("* * L-31 * *")]
    [InlineData("* * 32W * *")]
    [InlineData("* * 1,15W * *")]
    [InlineData("* * * * MON#6")]
    [InlineData("* * * * MON#")]
    [InlineData("* * * * 1L,2")]
    [InlineData("* * * * L")]
    [InlineData("@often")]
    [InlineData("@reboot")]
    [InlineData("@")]
    public void What_the_scheduler_refuses_the_build_refuses(string cron)
    {
        Assert.False(CronExpression.TryParse(cron, out _));
        Assert.NotNull(CronText.Problem(cron));
    }

    [Fact]
    public void A_wrong_field_is_named_with_what_it_may_be() =>
        Assert.Equal("'MON-8' is no day of week: use *, 0-7 or SUN-SAT, a-b, a step as */2 or 1-9/2, or a list with commas", CronText.Problem("0 0 * * MON-8"));

    [Fact]
    public void The_descriptor_says_when_the_task_recurs()
    {
        var generated = Harness.Run("""
            public static class Tasks
            {
                [RegisterTask("a", Cron = "30 3 * * MON-FRI", CronTimeZone = "Europe/Berlin")] public static Task A(int days = 30) => Task.CompletedTask;
                [RegisterTask("b", Cron = "@daily")] public static Task B() => Task.CompletedTask;
                [RegisterTask("c")] public static Task C() => Task.CompletedTask;
            }
            """);

        Assert.Equal(new TaskRecurrence("30 3 * * MON-FRI", "Europe/Berlin"), generated.Task("a").Recurrence);
        Assert.Equal(new TaskRecurrence("@daily", "UTC"), generated.Task("b").Recurrence);
        Assert.Null(generated.Task("c").Recurrence);
        Assert.Equal("""{"days":30}""", generated.Canonicalize("{}", "a"));
    }

    [Fact]
    public void The_descriptor_says_which_parameter_is_given_the_time_of_an_occurrence()
    {
        var generated = Harness.Run("""
            public static class Tasks
            {
                [RegisterTask("a", Cron = "@daily")] public static Task A([Occurrence] DateTimeOffset reportDay, int days = 30) => Task.CompletedTask;
                [RegisterTask("b", Cron = "@daily", CronTimeZone = "Europe/Berlin")] public static Task B([Occurrence] DateTimeOffset? at = null) => Task.CompletedTask;
            }
            """);

        Assert.Equal(new TaskRecurrence("@daily") { OccurrenceParameter = "report_day" }, generated.Task("a").Recurrence);
        Assert.Equal(new TaskRecurrence("@daily", "Europe/Berlin") { OccurrenceParameter = "at" }, generated.Task("b").Recurrence);
        Assert.Equal("""{"report_day":"2026-12-01T04:30:00+00:00","days":30}""", generated.Canonicalize("""{"report_day":"2026-12-01T04:30:00+00:00"}""", "a"));
    }
}
