using System.Buffers;
using Jobbers.Declaration;

namespace Jobbers.Catalog;

/// <summary>One registered task: everything that its declaration was turned into. Made by generated code.</summary>
public abstract class TaskDescriptor
{
    /// <summary>The handler key on the wire.</summary>
    public required string Name { get; init; }

    /// <summary>Version of the parameters' contract, from 1.</summary>
    public required int Version { get; init; }

    /// <summary>The queue a submit goes to when it names none.</summary>
    public string Queue { get; init; } = "default";

    /// <summary>The priority a submit has when it names none.</summary>
    public int Priority { get; init; } = 5;

    /// <summary>Retries, limits and policies.</summary>
    public TaskPolicy Policy { get; init; } = TaskPolicy.Default;

    /// <summary>When it recurs by itself; null for a task that runs only when it is submitted.</summary>
    public TaskRecurrence? Recurrence { get; init; }

    /// <summary>The method's XML summary.</summary>
    public string? Description { get; init; }

    /// <summary>Where it is declared, as in <c>MyApp.ReportTasks.GenerateReport</c>; for messages.</summary>
    public required string DeclaredBy { get; init; }

    /// <summary>JSON Schema 2020-12 of the parameters, as UTF-8.</summary>
    public required ReadOnlyMemory<byte> ParametersSchema { get; init; }

    /// <summary>JSON Schema 2020-12 of the result, as UTF-8; empty for a task without one.</summary>
    public ReadOnlyMemory<byte> ResultSchema { get; init; }

    /// <summary>The parameters as the contract baseline holds them: wire names and types, stable across builds.</summary>
    public required string Contract { get; init; }

    /// <summary>Paths of values that are stored but never shown, as in <c>params.card.number</c>.</summary>
    public IReadOnlyList<string> SensitivePaths { get; init; } = [];

    /// <summary>Whether an exception is retried; type patterns, in generated code.</summary>
    public Func<Exception, bool> IsExpected { get; init; } = static _ => false;

    /// <summary>Runs one attempt.</summary>
    public required TaskInvoker Invoke { get; init; }

    /// <summary>Whether the invoker resolves services; without them the worker opens no scope.</summary>
    public bool NeedsServices { get; init; }

    /// <summary>The C# type of the parameters, for messages and the client.</summary>
    public abstract Type ParametersType { get; }

    /// <summary>Decodes and checks parameters that came from outside and writes them in canonical form.</summary>
    /// <param name="json">The parameters as sent.</param>
    /// <param name="problems">Takes all that is wrong.</param>
    /// <param name="canonical">Takes the canonical document when nothing is.</param>
    /// <param name="uniqueKey">The key of <c>UniqueBy</c>, or null when the task has none.</param>
    /// <returns>Whether nothing was wrong.</returns>
    public abstract bool TryCanonicalize(
        ReadOnlySpan<byte> json, PayloadProblems problems, IBufferWriter<byte> canonical, out string? uniqueKey);

    /// <inheritdoc/>
    public override string ToString() => $"{Name} v{Version}";
}
