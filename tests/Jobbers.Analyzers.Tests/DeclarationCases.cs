namespace Jobbers.Analyzers.Tests;

/// <summary>Declarations that cannot work, with the exact place of each error. Shared by the rules' tests and the parity test.</summary>
public static class DeclarationCases
{
    public static TheoryData<string> Invalid =>
    [
        // JOB101: not reachable
        "public class T { [RegisterTask(\"a\")] private Task {|JOB101:Run|}() => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\")] Task {|JOB101:Run|}() => Task.CompletedTask; }",
        "public class O { private class T { [RegisterTask(\"a\")] public Task {|JOB101:Run|}() => Task.CompletedTask; } }",
        "file class T { [RegisterTask(\"a\")] public Task {|JOB101:Run|}() => Task.CompletedTask; }",
        "public interface T { [RegisterTask(\"a\")] Task {|JOB101:Run|}(); }",
        "public abstract class T { [RegisterTask(\"a\")] public abstract Task {|JOB101:Run|}(); }",
        "public class T { public void M() { [RegisterTask(\"a\")] Task {|JOB101:Run|}() => Task.CompletedTask; _ = Run(); } }",

        // JOB102: generic
        "public class T { [RegisterTask(\"a\")] public Task {|JOB102:Run|}<X>() => Task.CompletedTask; }",
        "public class T<X> { public class N { [RegisterTask(\"a\")] public Task {|JOB102:Run|}() => Task.CompletedTask; } }",

        // JOB103, JOB119: what it returns
        "public class T { [RegisterTask(\"a\")] public void {|JOB103:Run|}() { } }",
        "public class T { [RegisterTask(\"a\")] public int {|JOB103:Run|}() => 1; }",
        "public class T { [RegisterTask(\"a\")] public IAsyncEnumerable<int> {|JOB103:Run|}() => null!; }",
        "public class T { [RegisterTask(\"a\")] public async void {|JOB119:Run|}() => await Task.Yield(); }",

        "public class T { [RegisterTask(\"a\")] public Task? {|JOB103:Run|}() => null; }",
        "public class T { [RegisterTask(\"a\")] public Task<int>? {|JOB103:Run|}() => null; }",

        // JOB104: payload types
        "public class T { [RegisterTask(\"a\")] public Task Run(List<object> {|JOB104:x|}) => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\")] public Task Run(object[] {|JOB104:x|}) => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\")] public Task Run((int A, int B) {|JOB104:x|}) => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\")] public Task Run(int[,] {|JOB104:x|}) => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\")] public Task Run(ReadOnlyMemory<byte> {|JOB104:x|}) => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\")] public Task<System.IO.Stream> {|JOB104:Run|}() => null!; }",
        "public class T { [RegisterTask(\"a\")] public Task Run(double {|JOB104:x|} = double.NaN) => Task.CompletedTask; }",

        "public class T { [RegisterTask(\"a\")] public Task Run(char {|JOB104:x|} = '\\ud800') => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\")] public Task Run(string {|JOB104:x|} = \"a\\udc00b\") => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\")] public Task Run([System.Runtime.InteropServices.Optional, System.Runtime.CompilerServices.DateTimeConstant(1L)] DateTime {|JOB104:x|}) => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\")] public Task Run(CancellationToken? {|JOB104:x|}) => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\")] public Task Run(IEnumerable<IDisposable> {|JOB104:x|}) => Task.CompletedTask; }",
        "public enum K { [System.Text.Json.Serialization.JsonStringEnumMemberName(\"x\")] A } public class T { [RegisterTask(\"a\")] public Task Run(K {|JOB104:x|}) => Task.CompletedTask; }",

        "public class T { [RegisterTask(\"a\")] public Task Run(ValueTask<int> {|JOB104:x|}) => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\")] public Task Run(Span<int> {|JOB104:x|}) => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\")] public Task Run(ReadOnlySpan<char> {|JOB104:x|}) => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\")] public Task Run(IAsyncEnumerable<int>[] {|JOB104:x|}) => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\")] public Task Run(dynamic {|JOB104:x|}) => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\")] public unsafe Task Run(int* {|JOB104:x|}) => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\")] public unsafe Task Run(delegate*<int, void> {|JOB104:x|}) => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\")] public Task Run(TypedReference {|JOB104:x|}) => Task.CompletedTask; }",

        // JOB105: twice
        "public class T { [RegisterTask(\"a\")] public Task Run(TaskContext a, TaskContext {|JOB105:b|}) => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\")] public Task Run(CancellationToken a, CancellationToken {|JOB105:b|}) => Task.CompletedTask; }",

        // JOB106, JOB109: together
        "public class T { [RegisterTask(\"a\")] public Task A() => Task.CompletedTask; [RegisterTask(\"a\")] public Task {|JOB106:B|}() => Task.CompletedTask; }",
        "public class A { [RegisterTask(\"a\")] public Task Run() => Task.CompletedTask; } public class B { [RegisterTask(\"b\")] public Task {|JOB109:RunAsync|}() => Task.CompletedTask; }",
        "public record RunParameters; public class A { [RegisterTask(\"a\")] public Task {|JOB109:Run|}() => Task.CompletedTask; }",

        // JOB107, JOB108: options
        "public class T { [RegisterTask({|JOB107:\"Send Mail\"|})] public Task Run() => Task.CompletedTask; }",
        "public class T { [RegisterTask({|JOB107:\"\"|})] public Task Run() => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\", Version = {|JOB108:0|})] public Task Run() => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\", Priority = {|JOB108:10|}, MaxRetries = {|JOB108:-1|})] public Task Run() => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\", Timeout = {|JOB108:0|}, RetryDelay = {|JOB108:double.NaN|}, MaxCrashes = {|JOB108:0|}, MaxConcurrent = {|JOB108:0|})] public Task Run() => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\", Queue = {|JOB108:\"no spaces\"|}, Backoff = {|JOB108:(BackoffStrategy)9|})] public Task Run() => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\", RetryDelay = 60, MaxRetryDelay = {|JOB108:30|})] public Task Run() => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\", RetryDelay = {|JOB108:7200|})] public Task Run() => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\", Backoff = {|JOB108:BackoffStrategy.Linear|})] public Task Run() => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\", Timeout = 60, MaxHeartbeatInterval = {|JOB108:60.5|})] public Task Run() => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\", RetryDelay = {|JOB108:1e9|}, MaxRetryDelay = 30)] public Task Run() => Task.CompletedTask; }",

        // JOB110: neither payload nor service
        "public class Mailer { } public class T { [RegisterTask(\"a\")] public Task Run(Mailer {|JOB110:x|}) => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\")] public Task Run(System.Net.Http.HttpClient {|JOB110:x|}) => Task.CompletedTask; }",
        "public record Node(string Name, Node? Next); public class T { [RegisterTask(\"a\")] public Task Run(Node {|JOB110:x|}) => Task.CompletedTask; }",
        "public record Outer(Inner I); public record Inner(object O); public class T { [RegisterTask(\"a\")] public Task Run(Outer {|JOB110:x|}) => Task.CompletedTask; }",
        "public class P { public int X { get; } } public class T { [RegisterTask(\"a\")] public Task Run(P {|JOB110:x|}) => Task.CompletedTask; }",
        "public abstract record P(int X); public class T { [RegisterTask(\"a\")] public Task Run(P {|JOB110:x|}) => Task.CompletedTask; }",

        "public class T { [RegisterTask(\"a\")] public Task Run([Microsoft.Extensions.DependencyInjection.FromKeyedServices(1L)] Version {|JOB110:x|}) => Task.CompletedTask; }",
        "public record P { public required int X; public int Y { get; init; } } public class T { [RegisterTask(\"a\")] public Task Run(P {|JOB110:x|}) => Task.CompletedTask; }",

        "public record A<X>(A<List<X>>? Next, X It); public class T { [RegisterTask(\"a\")] public Task Run(A<int> {|JOB110:x|}) => Task.CompletedTask; }",
        "public class P { public int X { get; set; } [System.Text.Json.Serialization.JsonInclude] public int F; } public class T { [RegisterTask(\"a\")] public Task Run(P {|JOB110:x|}) => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\")] public Task Run(Func<int> {|JOB110:x|}) => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\")] public Task Run([FromServices] int {|JOB110:x|}) => Task.CompletedTask; }",

        "public class T { [RegisterTask(\"a\")] public Task Run(IAsyncEnumerable<int> {|JOB110:x|}) => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\")] public Task Run(IAsyncEnumerator<int> {|JOB110:x|}) => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\")] public Task Run(IEnumerator<int> {|JOB110:x|}) => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\")] public Task Run(IObservable<int> {|JOB110:x|}) => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\")] public Task Run(IProgress<double> {|JOB110:x|}) => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\")] public Task Run(System.IO.Stream {|JOB110:x|}) => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\")] public Task Run(System.IO.MemoryStream? {|JOB110:x|}) => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\")] public Task Run(CancellationTokenSource {|JOB110:x|}) => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\")] public Task Run(Task {|JOB110:x|}) => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\")] public Task Run(Task<int> {|JOB110:x|}) => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\")] public Task Run(Action<int> {|JOB110:x|}) => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\")] public Task Run(TaskContext c, Progress<int> {|JOB110:x|}) => Task.CompletedTask; }",
        "public record Items(IAsyncEnumerable<int> All); public class T { [RegisterTask(\"a\")] public Task Run(Items {|JOB110:x|}) => Task.CompletedTask; }",

        // JOB111–114
        "public class T { [RegisterTask(\"a\")] public Task Run([RegularExpression(\"(\")] string {|JOB111:x|}) => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\")] public Task {|JOB112:Run|}(int reportId, int report_id) => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\")] public Task Run([Range(1, 2)] string {|JOB113:x|}) => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\")] public Task Run([CreditCard] string {|JOB113:x|}) => Task.CompletedTask; }",
        "public class OwnAttribute : ValidationAttribute; public class T { [RegisterTask(\"a\")] public Task Run([Own] string {|JOB113:x|}) => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\")] public Task Run([Length(5, 2)] string {|JOB113:x|}) => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\")] public Task Run([AllowedValues(1, 2)] string {|JOB113:x|}) => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\")] public Task Run([AllowedValues(1, 300)] byte {|JOB113:x|}) => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\")] public Task Run([Range(300, 400)] byte {|JOB113:x|}) => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\")] public Task Run([Range(10, 1)] int {|JOB113:x|}) => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\")] public Task Run([Range(1, 1, MaximumIsExclusive = true)] decimal? {|JOB113:x|}) => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\")] public Task Run([Range(typeof(DateOnly), \"2030-01-01\", \"2020-01-01\")] DateOnly {|JOB113:x|}) => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\")] public Task Run([Range(typeof(TimeOnly), \"22:00\", \"06:00\")] TimeOnly {|JOB113:x|}) => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\")] public Task Run([Range(typeof(TimeOnly), \"08:00\", \"24:00\")] TimeOnly {|JOB113:x|}) => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\")] public Task Run([MinLength(5), MaxLength(3)] string {|JOB113:x|}) => Task.CompletedTask; }",
"public record P(int X) : IValidatableObject { public IEnumerable<ValidationResult> Validate(ValidationContext c) => []; } public class T { [RegisterTask(\"a\")] public Task Run(P {|JOB113:x|}) => Task.CompletedTask; }",
        "[CustomValidation(typeof(P), \"V\")] public record P(int X) { public static ValidationResult? V(P p) => null; } public class T { [RegisterTask(\"a\")] public Task Run(List<P> {|JOB113:x|}) => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\")] public Task Run(in int {|JOB114:x|}) => Task.CompletedTask; }",

        // JOB115: the class
        "public class T { public T() { } public T(IDisposable d) { } [RegisterTask(\"a\")] public Task {|JOB115:Run|}() => Task.CompletedTask; }",
        "public class T { internal T() { } [RegisterTask(\"a\")] public Task {|JOB115:Run|}() => Task.CompletedTask; }",
        "public abstract class T { [RegisterTask(\"a\")] public Task {|JOB115:Run|}() => Task.CompletedTask; }",
        "public class T(string s) { [RegisterTask(\"a\")] public Task {|JOB115:Run|}() => Task.FromResult(s); }",
        "public class T { public required int X { get; init; } [RegisterTask(\"a\")] public Task {|JOB115:Run|}() => Task.CompletedTask; }",
        "public class B { public required int X { get; init; } } public class T : B { [RegisterTask(\"a\")] public Task {|JOB115:Run|}() => Task.CompletedTask; }",

        "public class T([Microsoft.Extensions.DependencyInjection.FromKeyedServices(1L)] Version v) { [RegisterTask(\"a\")] public Task {|JOB115:Run|}() => Task.FromResult(v); }",

        // JOB116–118
        "public class T { [RegisterTask(\"a\", ExpectedExceptions = {|JOB116:[typeof(string)]|})] public Task Run() => Task.CompletedTask; }",
        "public class T { private class E : Exception; [RegisterTask(\"a\", FatalExceptions = {|JOB116:[typeof(E)]|})] public Task Run() => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\", UniqueBy = {|JOB117:[\"y\"]|})] public Task Run(int x) => Task.CompletedTask; }",
        "[TaskParameters] public record P(int X); public class T { [RegisterTask(\"a\")] public Task {|JOB118:Run|}(P p, int y) => Task.CompletedTask; }",

        // JOB120, and what Cron may be
        "public class T { [RegisterTask(\"a\", Cron = {|JOB120:\"@daily\"|})] public Task Run(int x, string? s, int y = 1) => Task.CompletedTask; }",
        "[TaskParameters] public record P(int X); public class T { [RegisterTask(\"a\", Cron = {|JOB120:\"@daily\"|})] public Task Run(P p) => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\")] public Task Run([Occurrence] DateTimeOffset {|JOB120:at|}) => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\", Cron = \"@daily\")] public Task Run([Occurrence] DateTime? {|JOB120:at|}) => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\", Cron = \"@daily\")] public Task Run([Occurrence] IDisposable {|JOB120:at|}) => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\", Cron = \"@daily\")] public Task Run([Occurrence] DateTimeOffset at, [Occurrence] DateTimeOffset {|JOB120:again|}) => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\", Cron = {|JOB120:\"@daily\"|})] public Task Run([Occurrence] DateTimeOffset at, int x) => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\", Cron = \"@daily\")] public Task Run([Occurrence, Range(typeof(DateTimeOffset), \"2020-01-01\", \"2099-12-31\")] DateTimeOffset {|JOB120:at|}) => Task.CompletedTask; }",
        "[TaskParameters] public record P([Occurrence] DateTimeOffset? At = null); public class T { [RegisterTask(\"a\", Cron = \"@daily\")] public Task Run(P {|JOB120:p|}) => Task.CompletedTask; }",
        "public record P([Occurrence] DateTimeOffset? At = null); public class T { [RegisterTask(\"a\")] public Task Run(List<P> {|JOB120:p|}) => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\", Cron = {|JOB108:\"60 * * * *\"|})] public Task Run() => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\", Cron = {|JOB108:\"\"|})] public Task Run() => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\", Cron = \"@daily\", CronTimeZone = {|JOB108:\" \"|})] public Task Run() => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\", CronTimeZone = {|JOB108:\"UTC\"|})] public Task Run() => Task.CompletedTask; }",
        "[TaskParameters] public record P(int X); public class T { [RegisterTask(\"a\")] public Task Run(P p, P {|JOB118:q|}) => Task.CompletedTask; }",
    ];

    public static TheoryData<string> Valid =>
    [
        "public class T { [RegisterTask(\"a\", Cron = \"@daily\")] public Task Run([Occurrence] DateTimeOffset at, int x = 1) => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\", Cron = \"@daily\")] public Task Run(TaskContext context, [Occurrence] DateTimeOffset? at) => Task.CompletedTask; }",
        "using Moment = System.DateTimeOffset; public class T { [RegisterTask(\"a\", Cron = \"@daily\", UniqueBy = [nameof(@event)])] public Task Run([Occurrence, Sensitive, Required] Moment? @event = default) => Task.CompletedTask; }",
        "public partial class T { [RegisterTask(\"a\", Cron = \"@daily\")] public partial Task Run([Occurrence] DateTimeOffset at); public partial Task Run(DateTimeOffset at) => Task.CompletedTask; }",
        "public partial class T { public partial Task Run(DateTimeOffset at); [RegisterTask(\"a\", Cron = \"@daily\")] public partial Task Run([Occurrence] DateTimeOffset at) => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\")] public Task Run() => Task.CompletedTask; }",
        "internal class T { [RegisterTask(\"a\")] internal ValueTask<int?> RunAsync() => default; }",
        "public class O { public class T(IDisposable d) { [RegisterTask(\"a\")] protected internal Task Run(IFormattable f) => Task.FromResult((d, f)); } }",
        "public struct T { [RegisterTask(\"a.b-c_1\", Version = 7)] public Task Run(List<Dictionary<string, int[]>> x) => Task.CompletedTask; }",
        "public static class A { [RegisterTask(\"a\")] public static Task Run() => Task.CompletedTask; [RegisterTask(\"a\", Version = 2)] public static Task RunV2() => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\", Cron = \"30 3 * * MON-FRI\", CronTimeZone = \"Europe/Berlin\")] public Task Run(IDisposable service, string? s, TaskContext c, int y = 1) => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\", Cron = null, CronTimeZone = null)] public Task Run(int x) => Task.CompletedTask; }",
        "public class Mailer { } public class T { [RegisterTask(\"a\")] public Task Run([FromServices] Mailer x) => Task.CompletedTask; }",
        "[TaskParameters] public record P(int X); public class T { [RegisterTask(\"a\", UniqueBy = [nameof(P.X)])] public Task Run(CancellationToken c, P p) => Task.CompletedTask; }",
        "[TaskParameters] public record RunParameters(int X); public class T { [RegisterTask(\"a\")] public Task Run(RunParameters p) => Task.CompletedTask; }",
        "public class T([Microsoft.Extensions.DependencyInjection.FromKeyedServices(\"v\")] Version v) { [RegisterTask(\"a\")] public Task Run() => Task.FromResult(v); }",
        "public partial class T { [RegisterTask(\"a\")] public partial Task Run(int x); public partial Task Run(int x) => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\")] public Task Run(IServiceProvider services, IComparable<int> c, [FromServices] IProgress<int> p, [FromServices] System.IO.Stream s, [FromServices] Func<int> f) => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\", RetryDelay = 7200, MaxRetryDelay = 7200, Backoff = BackoffStrategy.Linear, Timeout = 60, MaxHeartbeatInterval = 60)] public Task Run() => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\", RetryDelay = 3600)] public Task Run() => Task.CompletedTask; }",
        "public class T { [RegisterTask(\"a\", MaxRetryDelay = 0, MaxHeartbeatInterval = 30)] public Task Run() => Task.CompletedTask; }",
        "public record Page<I>(I[] Items); public class T { [RegisterTask(\"a\")] public Task Run(Page<int> x, Page<string> y) => Task.CompletedTask; }",
    ];
}
