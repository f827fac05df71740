using Jobbers.Lifecycle;

namespace Drills.History;

/// <summary>A checker that cannot fail proves nothing: each of its findings is provoked here.</summary>
public sealed class HistoryCheckerTests
{
    private static readonly DateTimeOffset Zero = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Ulid Id = Ulid.NewUlid();

    [Fact]
    public void A_task_that_ran_once_and_completed_is_as_it_should_be()
    {
        var verdict = Check([Start(7, 0), End(7, 1)], Task(JobStatus.Completed, 7, Attempt(1, 7, "completed", 0, 1)));

        Assert.True(verdict.KeepsItsWord);
        Assert.Equal((1, 1, 0.0), (verdict.Submitted, verdict.Run, verdict.RecoveryMax));
    }

    [Fact]
    public void A_task_that_keeps_no_journal_is_counted_by_its_history()
    {
        var task = Task(JobStatus.Completed, 8, Attempt(1, 7, OutcomeNames.WorkerLost, 0, 1), Attempt(2, 8, "completed", 2, 3));

        var verdict = Check([], task with { Record = task.Record! with { Name = "block" } });

        Assert.Equal((2, true), (verdict.Run, verdict.KeepsItsWord));
    }

    [Fact]
    public void A_task_the_store_does_not_know_is_lost() => Assert.Equal([Id], Check([], new StoredTask(Id, null, [])).Lost);

    [Theory]
    [InlineData(JobStatus.Submitted)]
    [InlineData(JobStatus.Started)]
    [InlineData(JobStatus.Scheduled)]
    public void A_task_that_did_not_end_is_lost(JobStatus status) => Assert.Equal([Id], Check([Start(7, 0)], Task(status, 7)).Lost);

    [Fact]
    public void A_task_that_completed_under_a_token_whose_code_never_ended_is_lost() =>
        Assert.Equal([Id], Check([Start(7, 0), End(7, 1), Start(8, 2)], Task(JobStatus.Completed, 8, Attempt(1, 8, "completed", 2, 3))).Lost);

    [Fact]
    public void Two_completions_are_accepted_twice() => Assert.Equal(
        [Id],
        Check(
            [Start(7, 0), End(7, 1), Start(8, 2), End(8, 3)],
            Task(JobStatus.Completed, 8, Attempt(1, 7, "completed", 0, 1), Attempt(2, 8, "completed", 2, 3))).AcceptedTwice);

    [Fact]
    public void Two_outcomes_of_one_token_are_accepted_twice() => Assert.Equal(
        [Id],
        Check([Start(7, 0), End(7, 1)], Task(JobStatus.Completed, 7, Attempt(1, 7, "requeued", 0, 1), Attempt(2, 7, "completed", 0, 1))).AcceptedTwice);

    [Fact]
    public void One_claim_that_ran_twice_is_accepted_twice() => Assert.Equal(
        [Id], Check([Start(7, 0), Start(7, 1), End(7, 2)], Task(JobStatus.Completed, 7, Attempt(1, 7, "completed", 0, 2))).AcceptedTwice);

    [Fact]
    public void Accepted_attempts_that_ran_at_the_same_time_overlap()
    {
        var verdict = Check(
            [Start(7, 0), Start(8, 2), End(8, 3)],
            Task(JobStatus.Completed, 8, Attempt(1, 7, "requeued", 0, 2.5), Attempt(2, 8, "completed", 2, 3)));

        Assert.Equal([Id], verdict.OverlappingAccepted);
        Assert.False(verdict.KeepsItsWord);
    }

    [Fact]
    public void An_attempt_that_began_in_the_millisecond_in_which_the_one_before_ended_does_not_overlap() => Assert.True(
        Check(
            [Start(7, 0), Start(8, 2), End(8, 3)],
            Task(JobStatus.Completed, 8, Attempt(1, 7, "requeued", 0, 2.0004), Attempt(2, 8, "completed", 2, 3))).KeepsItsWord);

    [Fact]
    public void A_lost_workers_attempt_may_overlap_because_its_outcome_is_rejected()
    {
        var verdict = Check(
            [Start(7, 0), Start(8, 18), End(8, 19), End(7, 40)],
            Task(JobStatus.Completed, 8, Attempt(1, 7, OutcomeNames.WorkerLost, 0, 17), Attempt(2, 8, "completed", 18, 19)));

        Assert.True(verdict.KeepsItsWord);
        Assert.Equal(2, verdict.Run);
    }

    [Theory]
    [InlineData(0.5, false)]
    [InlineData(2, true)]
    public void Code_that_begins_after_the_cancel_ran_after_cancelled(double start, bool isWrong)
    {
        var cancelled = Task(JobStatus.Cancelled, 7) with { Record = Record(JobStatus.Cancelled, 7) with { CompletedAt = Zero.AddSeconds(1) } };

        Assert.Equal(isWrong ? [Id] : [], Check([Start(7, start)], cancelled).RanAfterCancelled);
    }

    [Fact]
    public void Recovery_counts_from_the_interruption_to_the_next_start_of_what_it_interrupted()
    {
        var verdict = new HistoryChecker([Start(7, 0, process: 100), Start(8, 19, process: 200), End(8, 20, process: 200)]).Check(
            [Task(JobStatus.Completed, 8, Attempt(1, 7, OutcomeNames.WorkerLost, 0, 18), Attempt(2, 8, "completed", 19, 20))],
            [new Interruption(100, Zero.AddSeconds(2)), new Interruption(300, Zero.AddSeconds(3))]);

        Assert.Equal([TimeSpan.FromSeconds(17)], verdict.Recoveries);
        Assert.Equal((17, 17), (verdict.RecoveryMedian, verdict.RecoveryMax));
    }

    [Theory]
    [InlineData("")]
    [InlineData("begin 01ARZ3NDEKTSV4RRFFQ69G5FAV 1 2 3")]
    [InlineData("end 01ARZ3NDEKTSV4RRFFQ69G5FAV 1 2")]
    public void A_line_that_is_none_is_refused(string line) => Assert.Throws<FormatException>(() => JournalLine.Parse(line));

    [Fact]
    public void A_line_is_read_as_it_was_written() => Assert.Equal(
        new JournalLine(true, Ulid.Parse("01ARZ3NDEKTSV4RRFFQ69G5FAV"), 42, 7, DateTimeOffset.FromUnixTimeMilliseconds(1234)),
        JournalLine.Parse("end 01ARZ3NDEKTSV4RRFFQ69G5FAV 42 7 1234"));

    private static HistoryVerdict Check(JournalLine[] journal, StoredTask task) => new HistoryChecker(journal).Check([task], []);

    private static JournalLine Start(long token, double second, int process = 1) => new(false, Id, token, process, Zero.AddSeconds(second));

    private static JournalLine End(long token, double second, int process = 1) => new(true, Id, token, process, Zero.AddSeconds(second));

    private static StoredTask Task(JobStatus status, long token, params AttemptRecord[] attempts) => new(Id, Record(status, token), attempts);

    private static TaskRecord Record(JobStatus status, long token) =>
        new() { Id = Id, Name = "journal", Version = 1, Queue = "default", Status = status, Token = token };

    private static AttemptRecord Attempt(int number, long token, string outcome, double start, double end) => new()
    {
        Number = number,
        Worker = "w",
        Token = token,
        Outcome = outcome,
        StartedAt = Zero.AddSeconds(start),
        EndedAt = Zero.AddSeconds(end),
    };
}
