namespace Jobbers.Generators.Tests;

/// <summary>Declarations that are legal and seldom: the harness takes a warning in generated code for a failure.</summary>
public sealed class UnusualInputTests
{
    [Theory]
    [InlineData("public enum K { [Obsolete(\"x\", true)] Old, New = 0 }", "K it = K.New", "\"New\"")]
    [InlineData("public enum K { One = 1, First = 1, Two }", "K it = K.First", "\"One\"")]
    [InlineData("public enum K : ulong { Most = ulong.MaxValue }", "K? it = K.Most", "\"Most\"")]
    [InlineData("public enum K { and, or, not, when, with, @is, @switch, field, var, record }", "K it = K.when", "\"when\"")]
    [InlineData("", "byte it = 255", "255")]
    [InlineData("", "sbyte? it = -128", "-128")]
    [InlineData("", "short it = short.MinValue", "-32768")]
    [InlineData("", "ushort? it = 1", "1")]
    [InlineData("", "int it = int.MinValue", "-2147483648")]
    [InlineData("", "uint? it = uint.MaxValue", "4294967295")]
    [InlineData("", "ulong it = ulong.MaxValue", "18446744073709551615")]
    [InlineData("", "long? it = long.MinValue", "-9223372036854775808")]
    [InlineData("", "float? it = float.MaxValue", "3.4028235E+38")]
    [InlineData("", "float it = 1", "1")]
    [InlineData("", "double it = double.Epsilon", "5E-324")]
    [InlineData("", "double it = -0.0", "-0")]
    [InlineData("", "decimal it = decimal.MaxValue", "79228162514264337593543950335")]
    [InlineData("", "decimal? it = -1.50m", "-1.50")]
    [InlineData("", "char it = '\\0'", "\"\\u0000\"")]
    [InlineData("", "char? it = '\\u2028'", "\"\\u2028\"")]
    [InlineData("", "bool? it = true", "true")]
    [InlineData("", "string it = \"\\0{}%\\u200e\\u00a0\"", "\"\\u0000{}%\\u200E\\u00A0\"")]
    [InlineData("", "TimeSpan it = default", "\"00:00:00\"")]
    [InlineData("", "params int[]? it", "null")]
    [InlineData("", "params List<int>? it", "null")]
    public void A_default_is_kept(string types, string declaration, string json) => Assert.Equal(
        $"{{\"it\":{json}}}",
        Harness.Run($"{types} public static class Tasks {{ [RegisterTask(\"one\")] public static Task One({declaration}) => Task.CompletedTask; }}").Canonicalize("{}"));

    [Theory]
    [InlineData("public sealed class It { public string X { get => field; set => field = value.Trim(); } = \"x\"; }", """{"x":"a"}""")]
    [InlineData("public sealed record It { public required int X { get; init; } public required string? Y { get; set; } public int? Z { get; init; } = 3; }", """{"x":1,"y":null,"z":3}""")]
    [InlineData("public sealed record It(params int[] X);", """{"x":[1]}""")]
    [InlineData("public sealed class Outer<T> { public sealed record Inner(T X); } public sealed record It(Outer<int>.Inner A, Outer<string?>.Inner B, Outer<Outer<int>.Inner>.Inner C);", """{"a":{"x":1},"b":{"x":null},"c":{"x":{"x":2}}}""")]
    [InlineData("public sealed record Some<T>(T? X); public sealed record It(Some<int> A, Some<string> B, Some<Some<long>> C);", """{"a":{"x":1},"b":{"x":null},"c":{"x":{"x":2}}}""")]
    [InlineData("public sealed record Some<T>(T? X) where T : struct; public sealed record It(Some<int> A);", """{"a":{"x":null}}""")]
    [InlineData("public sealed record It([property: System.Text.Json.Serialization.JsonPropertyName(\"\")] int A, [property: System.Text.Json.Serialization.JsonPropertyName(\"a\\\"\\n{}\\u0001\")] int B);", """{"":1,"a\u0022\n{}\u0001":2}""")]
    [InlineData("public sealed record It(int field, int @await, int var, int dynamic, int scoped, int required, int _, int __a, int _1);", """{"field":1,"await":1,"var":1,"dynamic":1,"scoped":1,"required":1,"_":1,"a":1,"1":1}""")]
    [InlineData("public unsafe struct It { public fixed int A[4]; public int X { get; set; } public int this[int i] => i; public static int S { get; set; } public int W { set { } } }", """{"x":1}""")]
    [InlineData("public sealed record It([property: AllowedValues(true, false)] bool A, [property: AllowedValues(0.0, -0.0)] double B, [property: AllowedValues(1, 1L)] int C);", """{"a":true,"b":0,"c":1}""")]
    [InlineData("public interface IHas { int X { get; } } public sealed record It(int X) : IHas { int IHas.X => 4; }", """{"x":1}""")]
    [InlineData("public readonly record struct It { public It() { } public int X { get; init; } = 7; }", """{"x":1}""")]
    [InlineData("public partial record It(int X); public partial record It { public partial string Y { get; init; } public partial string Y { get => field ?? \"\"; init; } }", """{"x":1,"y":"a"}""")]
    public void A_type_is_read_and_written(string types, string json) => Assert.Equal(
        $"{{\"it\":{json}}}",
        Harness.Run($"{types} public static class Tasks {{ [RegisterTask(\"one\")] public static Task One(It it) => Task.CompletedTask; }}")
            .Canonicalize($"{{\"it\":{json}}}"));

    [Fact]
    public void An_assembly_may_be_compliant_and_its_tasks_may_not() => Assert.NotEmpty(Harness.Run("""
        [assembly: CLSCompliant(true)]
        [CLSCompliant(false)]
        public static class Tasks { [RegisterTask("one")] public static Task<uint> One(uint it, ulong[] all) => Task.FromResult(it); }
        """).Files);

    [Theory]
    [InlineData("public sealed record It([property: System.Text.Json.Serialization.JsonPropertyName(\"\\ud800\")] int X);")]
    [InlineData("public sealed record It([property: DeniedValues(true, false)] bool X);")]
    public void What_generated_code_cannot_state_is_refused(string types) => Assert.Empty(Harness.Run(
        $"{types} public static class Tasks {{ [RegisterTask(\"one\")] public static Task One(It it) => Task.CompletedTask; }}").Files);

    [Fact]
    public void A_pattern_with_half_a_letter_is_a_pattern() => Assert.Equal("params.it: must match \ud800", Harness.Run(
        "public static class Tasks { [RegisterTask(\"one\")] public static Task One([RegularExpression(\"\\ud800\")] string it) => Task.CompletedTask; }").Canonicalize("""{"it":"x"}"""));

    [Theory]
    [InlineData("public static class Tasks { extension(string text) { [RegisterTask(\"one\")] public static Task One(int it) => Task.CompletedTask; } }")]
    [InlineData("public static class Tasks { extension(string text) { [RegisterTask(\"one\")] public Task One(int it) => Task.FromResult(text); } }")]
    [InlineData("public interface ITasks { [RegisterTask(\"one\")] public static Task One(int it) => Task.CompletedTask; }")]
    [InlineData("file record It(int X); file static class Tasks { [RegisterTask(\"one\")] public static Task One(It it) => Task.CompletedTask; }")]
    [InlineData("public static class Tasks { public static Func<int, Task> One { get; } = [RegisterTask(\"one\")] (int it) => Task.CompletedTask; }")]
    [InlineData("public static class Tasks {\n#if NEVER\n [RegisterTask(\"one\")]\n#endif\n public static Task One(int it) => Task.CompletedTask; }")]
    public void What_is_no_ordinary_method_is_no_task(string source) => Assert.Empty(Harness.Run(source).Files);

    [Theory]
    [InlineData("using Ids = System.Collections.Generic.List<int>; using unsafe At = int; public static class Tasks { [RegisterTask(\"one\")] public static unsafe Task One(Ids it) { At* at = stackalloc int[1]; _ = *at; return Task.CompletedTask; } }")]
    [InlineData("public static class Tasks { [RegisterTask(\"one\")] public static Task One(this List<int> it) => Task.CompletedTask; }")]
    [InlineData("public static class Tasks { [Obsolete(\"use two\")] [RegisterTask(\"one\")] public static Task One(List<int> it) => Task.CompletedTask; }")]
    [InlineData("public static class Tasks { [System.Diagnostics.StackTraceHidden] [method: RegisterTask(\"one\")] public static async Task One(List<int> it) => await Task.Yield(); }")]
    [InlineData("public static class _ { [RegisterTask(\"one\")] public static Task __(List<int> it) => Task.CompletedTask; }")]
    [InlineData("public static class Tasks { [RegisterTask(\"one\")] public static Task Async(List<int> it) => Task.CompletedTask; }")]
    [InlineData("namespace @global.@record { public readonly record struct @field { [RegisterTask(\"one\")] public Task @var(List<int> it) => Task.CompletedTask; } }")]
    [InlineData("public static partial class Tasks { [RegisterTask(\"one\")] internal static partial Task One(List<int> it); } partial class Tasks { internal static partial async Task One(List<int> it) => await Task.Yield(); }")]
    public void An_ordinary_method_is_a_task_wherever_it_stands(string source) =>
        Assert.Equal("""{"it":[1,2]}""", Harness.Run(source).Canonicalize("""{"it":[1,2]}"""));
}
