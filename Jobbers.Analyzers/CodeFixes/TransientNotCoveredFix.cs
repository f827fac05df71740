namespace Jobbers.Analyzers.CodeFixes;

/// <summary>JOB210: says what the exception means for the task.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class TransientNotCoveredFix() : ExceptionListFix("JOB210");
