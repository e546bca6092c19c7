// Command limit answers the benchmark's operations as fast as a person writes them by hand: SQL made for each, prepared
// once, rows scanned as bytes and appended to the answer. It asks nobody who he is. What the hub needs beyond it is the
// price of doing the same for any query and for everybody's rights.
//
//	go run ./bench/limit -database mysql://root@127.0.0.1:3306/bench -listen 127.0.0.1:8081
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"net"
	"net/http"
	"os/signal"
	"syscall"
	"time"

	"estatehub/bench/portfolio"
)

func main() {
	log.SetFlags(0)
	listen := flag.String("listen", "127.0.0.1:8081", "address to listen on")
	database := flag.String("database", "", "URL of the database, as the hub takes it")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	if err := serve(ctx, *listen, *database); err != nil {
		log.Fatal("limit: ", err)
	}
}

func serve(ctx context.Context, listen, database string) error {
	l, err := newLimit(ctx, database, portfolio.QualityLogin)
	if err != nil {
		return err
	}
	defer l.close()
	at, err := (&net.ListenConfig{}).Listen(ctx, "tcp", listen)
	if err != nil {
		return err
	}
	fmt.Println("limit answers at http://" + at.Addr().String())
	server := &http.Server{Handler: l, ReadHeaderTimeout: 10 * time.Second}
	defer context.AfterFunc(ctx, func() { _ = server.Close() })()
	if err := server.Serve(at); ctx.Err() == nil {
		return err
	}
	return nil
}
