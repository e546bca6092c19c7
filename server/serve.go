package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"estatehub/graph/limits"
	"estatehub/internal/data"
)

type serveCmd struct {
	Listen      string   `help:"Address to listen on." default:"127.0.0.1:8080" env:"ESTATEHUB_LISTEN"`
	Origin      []string `help:"Origin of a console served elsewhere that may call this hub from a browser, as https://console.example.com. May be given again." placeholder:"URL" env:"ESTATEHUB_ORIGIN"`
	BehindProxy bool     `help:"All requests come through a proxy that ends TLS and sets X-Forwarded-Proto and X-Forwarded-For, which are then believed." env:"ESTATEHUB_BEHIND_PROXY"`
	NoDemo      bool     `help:"Leave an empty database empty."`
	PlainReads  bool     `help:"Answer queries field by field instead of compiling them to SQL: slower, to find out whether the compiler is to blame (docs/reads.md)."`

	Load   loadFlags     `embed:"" group:"What the hub takes on at once (docs/limits.md):"`
	Limits limits.Limits `embed:"" prefix:"max-" envprefix:"ESTATEHUB_MAX_" group:"Limits of a request (docs/limits.md):"`
}

// drain is how long requests under way may take after SIGTERM.
const drain = 20 * time.Second

func (s *serveCmd) Run(ctx context.Context, c *cli) error {
	if err := s.Limits.Validate(); err != nil {
		return err
	}
	return c.with(ctx, func(ctx context.Context, db *data.DB) error {
		none, err := empty(ctx, db)
		if err != nil {
			return err
		}
		if none && !s.NoDemo {
			if err := c.makeDemo(ctx, db); err != nil {
				return err
			}
		}
		return s.serve(ctx, c, db)
	})
}

func (s *serveCmd) serve(ctx context.Context, c *cli, db *data.DB) error {
	background, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	h, err := newHub(background, c, s, db)
	if err != nil {
		return err
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", s.Listen)
	if err != nil {
		return fmt.Errorf("--listen: %w", err)
	}
	at := listener.Addr().String()
	fmt.Printf("\nEstateHub answers at http://%s/graphql; open http://%s/ for the console, http://%s/graphiql for GraphiQL\n", at, at, at)
	return h.run(ctx, background, listener)
}

// run answers on a listener until ctx ends, and then drains; background is what requests run in.
func (h *hub) run(ctx, background context.Context, listener net.Listener) error {
	server := h.server()
	server.BaseContext = func(net.Listener) context.Context { return background }
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	slog.Info("draining", "at most", drain)
	h.draining.Store(true)
	h.hangUp() // streams end themselves, the rest is awaited
	out, cancel := context.WithTimeout(background, drain)
	defer cancel()
	if err := server.Shutdown(out); err != nil {
		return errors.Join(fmt.Errorf("requests were cut off: %w", err), server.Close())
	}
	for h.allowance.Streams() > 0 && out.Err() == nil { // a WebSocket is no request any more, and says goodbye by itself
		time.Sleep(10 * time.Millisecond)
	}
	return nil
}

// server is the HTTP server with its time limits. Whatever is allowed more time lifts them for itself: uploads, streams,
// long reads, files.
func (h *hub) server() *http.Server {
	return &http.Server{
		Handler:           h.handler(),
		ReadHeaderTimeout: min(headerTime, h.load.BodyTime),
		ReadTimeout:       h.load.BodyTime,
		WriteTimeout:      h.load.BodyTime + h.load.Time + writeWithin,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
		ErrorLog:          slog.NewLogLogger(slog.Default().Handler(), slog.LevelWarn),
	}
}

// headerTime is how long the header of a request may take to arrive.
const headerTime = 10 * time.Second
