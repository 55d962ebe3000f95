using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using MergeBuild.Testing;

namespace MergeBuild.Evaluation.Tests.Reports;

/// <summary>
/// A Chromium without a window, spoken to by its own protocol (https://chromedevtools.github.io/devtools-protocol/). It has a profile of
/// its own, and ends with the test.
/// </summary>
internal sealed class Browser : IDisposable
{
    private static readonly string[] Programs = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome.exe", "msedge.exe"];

    private const string Listening = "DevTools listening on ";

    private readonly TaskCompletionSource<Uri> _address = new();
    private readonly TemporaryFolder _profile = new();
    private readonly ClientWebSocket _socket = new();
    private readonly Process _process;
    private int _lastCall;

    private Browser(string program)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardError = true, RedirectStandardOutput = true };
        string[] arguments =
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-dev-shm-usage",
            "--remote-debugging-port=0", $"--user-data-dir={_profile.Path}", "about:blank",
        ];
        Array.ForEach(arguments, start.ArgumentList.Add);
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, line) => _ = line.Data is null ? _address.TrySetException(new InvalidOperationException("The browser ended before it listened."))
            : line.Data.StartsWith(Listening, StringComparison.Ordinal) && _address.TrySetResult(new Uri(line.Data[Listening.Length..]));
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>What the browser reported of its own accord: messages of the console, errors, requests.</summary>
    public List<JsonObject> Events { get; } = [];

    /// <summary>The path of an installed Chromium, or null.</summary>
    public static string? Program { get; } = Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator)
        .SelectMany(folder => Programs.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);

    /// <summary>Starts it and opens a page.</summary>
    public static async Task<Browser> OpenAsync(string page, CancellationToken cancellation)
    {
        var browser = new Browser(Program!);
        try
        {
            await browser.ConnectAsync(cancellation);
            foreach (var domain in new[] { "Page", "Runtime", "Network", "Log" })
            {
                await browser.CallAsync($"{domain}.enable", [], cancellation);
            }

            await browser.CallAsync("Page.navigate", new JsonObject { ["url"] = new Uri(page).AbsoluteUri }, cancellation);
            while (!browser.Events.Any(happened => (string?)happened["method"] == "Page.loadEventFired"))
            {
                await browser.ReceiveAsync(cancellation);
            }

            return browser;
        }
        catch
        {
            browser.Dispose();
            throw;
        }
    }

    /// <summary>Shows the page as a reader with this width and this preference sees it.</summary>
    public async Task ShowAsync(int width, string scheme, CancellationToken cancellation)
    {
        await CallAsync("Emulation.setDeviceMetricsOverride", new JsonObject { ["width"] = width, ["height"] = 900, ["deviceScaleFactor"] = 1, ["mobile"] = false }, cancellation);
        await CallAsync("Emulation.setEmulatedMedia", new JsonObject
        {
            ["features"] = new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = scheme }),
        }, cancellation);
    }

    /// <summary>The value of an expression in the page.</summary>
    public async Task<JsonNode?> EvaluateAsync(string expression, CancellationToken cancellation)
    {
        var answer = await CallAsync("Runtime.evaluate", new JsonObject { ["expression"] = expression, ["returnByValue"] = true }, cancellation);
        Assert.True(answer["exceptionDetails"] is null, answer.ToJsonString());
        return answer["result"]!["value"];
    }

    private async Task ConnectAsync(CancellationToken cancellation)
    {
        var port = (await _address.Task.WaitAsync(cancellation)).Port;
        using var client = new HttpClient();
        var targets = (JsonArray)JsonNode.Parse(await client.GetStringAsync($"http://127.0.0.1:{port}/json/list", cancellation))!;
        var target = targets.First(one => (string?)one!["type"] == "page")!;
        await _socket.ConnectAsync(new Uri((string)target["webSocketDebuggerUrl"]!), cancellation);
    }

    private async Task<JsonObject> CallAsync(string method, JsonObject parameters, CancellationToken cancellation)
    {
        var id = ++_lastCall;
        var call = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters };
        await _socket.SendAsync(Encoding.UTF8.GetBytes(call.ToJsonString()), WebSocketMessageType.Text, true, cancellation);
        while (true)
        {
            var message = await ReceiveAsync(cancellation);
            if ((int?)message["id"] == id)
            {
                return message["result"] as JsonObject ?? throw new InvalidOperationException(message.ToJsonString());
            }
        }
    }

    private async Task<JsonObject> ReceiveAsync(CancellationToken cancellation)
    {
        using var content = new MemoryStream();
        var buffer = new byte[1 << 16];
        WebSocketReceiveResult part;
        do
        {
            part = await _socket.ReceiveAsync(buffer, cancellation);
            content.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);

        var message = (JsonObject)JsonNode.Parse(content.ToArray())!;
        if (message["id"] is null)
        {
            Events.Add(message);
        }

        return message;
    }

    public void Dispose()
    {
        _socket.Dispose();
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        _profile.Dispose();
    }
}
