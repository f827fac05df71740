using System.Collections.Concurrent;

// A receiver of webhooks that fails on purpose: each event is refused twice, then put off once, then taken.
var builder = WebApplication.CreateSlimBuilder(args);
var app = builder.Build();
var seen = new ConcurrentDictionary<string, int>();

app.Run(async context =>
{
    var key = context.Request.Headers["Idempotency-Key"].ToString();
    var attempt = seen.AddOrUpdate(key, 1, (_, count) => count + 1);
    context.Response.StatusCode = attempt switch { 1 or 2 => 503, 3 => 429, _ => 200 };
    if (attempt == 3)
        context.Response.Headers.RetryAfter = "1";
    using var reader = new StreamReader(context.Request.Body);
    Console.WriteLine($"{key} attempt {attempt}: {context.Response.StatusCode} {await reader.ReadToEndAsync()}");
});

await app.RunAsync();
