using System.Globalization;
using CsCheck;
using Storage.Conformance.Model;
using Storage.Conformance.Model.Steps;

namespace Storage.Conformance;

/// <summary>
/// Random sequences of every verb on the store and on a pure model beside it; after each verb everything the store tells must be what the model
/// allows. <c>JOBBERS_MODEL_STEPS</c> sets how many verbs are run, <c>JOBBERS_MODEL_SEED</c> repeats the one sequence of a seed.
/// </summary>
public abstract class ModelConformance
{
    private const int DefaultSteps = 3000;

    /// <summary>Opens an empty store.</summary>
    protected abstract ValueTask<StoreHarness> CreateAsync();

    [Fact]
    public async Task The_store_does_only_what_the_model_allows()
    {
        var runner = new SequenceRunner(CreateAsync);
        if (Environment.GetEnvironmentVariable("JOBBERS_MODEL_SEED") is { Length: > 0 } seed)
        {
            await RunSeedAsync(runner, PCG.Parse(seed));
            return;
        }

        var steps = int.TryParse(Environment.GetEnvironmentVariable("JOBBERS_MODEL_STEPS"), CultureInfo.InvariantCulture, out var asked)
            ? asked
            : DefaultSteps;
        var random = new PCG((uint)Random.Shared.Next(1, 100_000));
        Say($"first seed {random}, {steps} steps");
        var sequences = 0;
        for (; runner.StepsRun < steps; sequences++)
            await RunSeedAsync(runner, random);
        Say($"{sequences} sequences, {runner.StepsRun} steps, no disagreement");
    }

    private static async ValueTask RunSeedAsync(SequenceRunner runner, PCG random)
    {
        var seed = random.ToString();
        if (await runner.RunAsync(GenStep.Sequence.Generate(random, null, out _)) is not { } failure)
            return;
        var shortest = await runner.ShortenAsync(failure);
        Assert.Fail($"""
            store and model disagree; repeat with JOBBERS_MODEL_SEED={seed}
            shortest of the {failure.Steps.Count} verbs that still fails:
            {shortest}
            """);
    }

    private static void Say(string text) => TestContext.Current.TestOutputHelper?.WriteLine(text);
}
