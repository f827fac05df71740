using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;

namespace TestHost;

public enum ReportKind
{
    Pdf,
    Html,
}

public sealed record Section([property: StringLength(50, MinimumLength = 1)] string Title, [property: Range(0, int.MaxValue)] int Rows);

public sealed record Validated(int ReportId, string? Email, string Name, ReportKind Kind, IReadOnlyList<Section> Sections);

public static class ValidatedTask
{
    /// <summary>Answers what it was given, when all of it is valid.</summary>
    /// <param name="reportId">The report, from 1.</param>
    /// <param name="email">Who is told.</param>
    /// <param name="name">Its title.</param>
    /// <param name="kind">Its form.</param>
    /// <param name="sections">Its parts, at most 5.</param>
    [RegisterTask("validated")]
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "The attribute is read at build time; its own code, which reflects, never runs.")]
    public static Task<Validated> Validated(
        [Range(1, int.MaxValue)] int reportId,
        [EmailAddress] string? email,
        [StringLength(20, MinimumLength = 1)] string name,
        ReportKind kind,
        [MaxLength(5)] IReadOnlyList<Section> sections) => Task.FromResult(new Validated(reportId, email, name, kind, sections));
}
